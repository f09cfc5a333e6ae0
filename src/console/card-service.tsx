// What the routes of a service about a card begin with: a card of an open record, and the service that the address names.
import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../policy/snapshot.ts';
import { paramOf } from '../portal/portal-scope.ts';
import type { PersonFile } from './desk.ts';
import type { Found, Parts } from './open-record.ts';
import type { OpenAsking } from './opened-person.tsx';
import { sendPage } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { type ServedForm, type ServedPerson, servedPerson, standingOf } from './served-person.tsx';

/** A card of an open record with the gate's answers for this place. */
export type CardSubject = ServedPerson & { readonly card: PersonFile['cards'][number] };

/** What every page of a service about a card is about. */
export type AtCard = {
  readonly subject: CardSubject;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
};

type Asking = OpenAsking & {
  /** undefined: nothing was sent yet. */
  readonly given?: ServedForm;
};

/** A card of a record that is open to this role. */
export const atCard = async (parts: Parts, { given, ...asking }: Asking): Promise<Found<AtCard>> => {
  const { request, reply } = asking;
  const served = await servedPerson(parts, { ...asking, standing: given ? given.for : standingOf(request) });
  if (served.instead) return served;
  const card = served.file.cards.find(({ cardId }) => cardId === paramOf(request, 'id'));
  if (!card) return { instead: sendPage(reply, <UnknownPage page={served.page} />, 404) };
  const formKey = given?.key ?? randomUUID();
  return { subject: { ...served, card }, snapshot: parts.wiring.policy.current(), formKey, problem: null };
};

/** The same, and one of these services in the address. */
export const atCardService = async <S extends string>(
  parts: Parts,
  services: readonly S[],
  asking: Asking,
): Promise<Found<AtCard & { readonly service: S }>> => {
  const { request, reply } = asking;
  const service = services.find((each) => each === paramOf(request, 'service'));
  if (!service) return { instead: sendPage(reply, <UnknownPage page={parts.open(request, reply)} />, 404) };
  const at = await atCard(parts, asking);
  return at.instead ? at : { ...at, service };
};
