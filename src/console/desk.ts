// What the page of a person shows to one role: masked facts, cards, applications, what happened, who looked, and the menu of the gate.
import { applicationLifecycle } from '../applications/application-lifecycle.ts';
import { listEvents } from '../audit/audit-store.ts';
import type { RecordedEvent } from '../audit/event.ts';
import { type Look, listLooks } from '../audit/list-looks.ts';
import { type GivenAuthorisation, listGivenAuthorisations } from '../authorisations/list-authorisations.ts';
import type { PersonId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import type { OwnCard } from '../cards/list-cards.ts';
import { listCorrectionsOf } from '../corrections/corrections-store.ts';
import { findOutlet } from '../outlets/outlets-store.ts';
import type { PersonRecord } from '../people/person.ts';
import { isMinor } from '../people/person-facts.ts';
import { admit } from '../policy/admit.ts';
import { type Actor, type Document, type Question, type Service, services } from '../policy/question.ts';
import type { Verdict } from '../policy/verdict.ts';
import { type OwnFile, questionOf, readOwnFile } from '../portal/desk/own-file.ts';
import { listApplicationsFor, type StaffApplication } from '../staff/people-store.ts';
import { may, scopeOf } from '../staff/permissions.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { type CounterSession, findCounterSession } from './counter-sessions-store.ts';
import { findInstantOffer, type InstantOffer } from './instant-offer.ts';

/** Who stands at the counter or calls; staff act on the word of one of these. */
export const standing = ['holder', 'agent', 'guardian'] as const satisfies readonly Actor[];
export type Standing = (typeof standing)[number];

export type MenuEntry = { readonly service: Service; readonly question: Question; readonly verdict: Verdict };

export type PersonFile = {
  readonly personId: PersonId;
  readonly person: PersonRecord | undefined;
  readonly cards: readonly OwnCard[];
  readonly applications: readonly (StaffApplication & { readonly mayReject: boolean })[];
  /** Newest first. */
  readonly events: readonly RecordedEvent[];
  /** What was proposed to be put right of it, the latest first. */
  readonly corrections: Awaited<ReturnType<typeof listCorrectionsOf>>;
  /** null: not for this role. */
  readonly looks: readonly Look[] | null;
  /** null: this role serves nobody. */
  readonly menu: {
    readonly standing: Standing;
    readonly entries: readonly MenuEntry[];
    /** In force, of agents: by which of them somebody stands here for the person. */
    readonly words: readonly GivenAuthorisation[];
  } | null;
  /** Who may or might act for the person, those over too; newest first. */
  readonly authorisations: readonly GivenAuthorisation[];
  /** This clerk's session with the person at this outlet; null: none runs. */
  readonly session: CounterSession | null;
  /** Originals that were checked in it and still hold for whoever stands there. */
  readonly held: readonly Document[];
  /** Of a card that is made on the spot here; null: none is, and none could be. */
  readonly instant: InstantOffer | null;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
};

const mostLooks = 100;

/** `standing` undefined: the holder, or the guardian of a minor. Scope and reason are the route's to check. */
export const readPersonFile = async (
  wiring: Wiring,
  staff: Staff,
  { personId, standing: wanted }: { readonly personId: PersonId; readonly standing: Standing | undefined },
): Promise<PersonFile> => {
  const file = await readOwnFile(wiring, personId);
  // A bank's people see what is their bank's: another bank's card or order is none of their business.
  const bank = scopeOf(staff, 'see-person') === 'own-bank' ? staff.bank : null;
  const cards = file.cards.filter((card) => bank === null || card.bank === bank);
  const applications = await listApplicationsFor(wiring.sql, personId, { bank, now: file.now });
  const mayRejectAll = may(staff, 'reject-application');
  const [events, looks, authorisations, corrections] = await Promise.all([
    listEvents(wiring.sql, personId),
    may(staff, 'see-looks') ? listLooks(wiring, personId, mostLooks) : null,
    listGivenAuthorisations(wiring, personId),
    listCorrectionsOf(wiring.sql, personId),
  ]);
  const session = await sessionOf(wiring, staff, personId);
  const menu = await menuOf(wiring, staff, { file, wanted: wanted ?? session?.standing, authorisations });
  const isTheirs = session?.isFresh === true && session.standing === menu?.standing;
  return {
    ...{ personId, person: file.person, cards, looks, now: file.now, today: file.today, authorisations, corrections },
    applications: applications.map((each) => ({ ...each, mayReject: mayRejectAll && isRejectable(each) })),
    events: events.filter((event) => bank === null || isOf(event, { cards, applications, bank })).toReversed(),
    ...{ menu, session, held: isTheirs ? session.documents : [] },
    instant: await findInstantOffer(wiring, staff, { personId, menu, snapshot: file.snapshot }),
  };
};

const sessionOf = async (wiring: Wiring, staff: Staff, personId: PersonId): Promise<CounterSession | null> => {
  const { account, outletId } = staff;
  if (outletId === null || !may(staff, 'serve-at-counter')) return null;
  const at = { now: wiring.businessClock(), systemNow: wiring.systemClock() };
  const session = await findCounterSession(wiring, { account, personId }, at);
  return session && !session.isEnded && session.outletId === outletId ? session : null;
};

/** Where a clerk goes on after something was done for a person: in the session that runs, or on the person's page. */
export const afterwards = ({ personId, session }: Pick<PersonFile, 'personId' | 'session'>): string =>
  `/console/people/${personId}${session === null ? '' : '/session'}`;

type OfBank = Pick<PersonFile, 'cards'> & {
  readonly applications: readonly StaffApplication[];
  readonly bank: string;
};

/** Whether an application can be sent back as it stands. */
export const isRejectable = ({ state }: Pick<StaffApplication, 'state'>): boolean =>
  leadsFrom(applicationLifecycle['reject-application'], state);

/** What happened to this bank's cards and applications, except what another bank did about them before. */
const isOf = (event: RecordedEvent, { cards, applications, bank }: OfBank): boolean => {
  const subjects = new Set([
    ...cards.map(({ cardId }) => `card:${cardId}`),
    ...applications.map(({ applicationId }) => `application:${applicationId}`),
  ]);
  return subjects.has(event.subject) && (event.bank === null || event.bank === bank);
};

type Asking = {
  readonly file: OwnFile;
  readonly wanted: Standing | undefined;
  readonly authorisations: readonly GivenAuthorisation[];
};

/** Every service as the gate answers it for this place, this day and who stands there: no rule is repeated here. */
const menuOf = async (
  { sql }: Wiring,
  staff: Staff,
  { file, wanted, authorisations }: Asking,
): Promise<PersonFile['menu']> => {
  const channel = channelOf(staff);
  if (channel === null || file.person === undefined) return null;
  const actor = wanted ?? (isMinor(file.person.birthDate, file.today) ? 'guardian' : 'holder');
  const known = staff.outletId === null ? undefined : await findOutlet(sql, staff.outletId);
  const outlet = known ? { kind: channel, bank: known.bank, instant: known.instant, outletId: known.outletId } : null;
  const entries = services.map((service) => {
    const question: Question = { ...questionOf(file, service), channel, outlet, actor };
    return { service, question, verdict: admit(file.snapshot, question) };
  });
  const words = authorisations.filter(({ kind, standing: state }) => kind === 'agent' && state === 'in-force');
  return { standing: actor, entries, words };
};
