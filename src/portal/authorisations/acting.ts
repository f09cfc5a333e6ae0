// What somebody may do for whoever authorised them: the gate's answer for each service, and the commands.
import { randomUUID } from 'node:crypto';
import { leaveTraces } from '../../audit/leave-traces.ts';
import { parseAuthorisationId } from '../../authorisations/authorisation.ts';
import { listTakenAuthorisations, type TakenAuthorisation } from '../../authorisations/list-authorisations.ts';
import { maskName } from '../../base/masking.ts';
import { ok, type Result } from '../../base/result.ts';
import { changeLoss } from '../../cards/change-loss.ts';
import { currentCard } from '../../cards/current-card.ts';
import { enableCard } from '../../cards/enable-card.ts';
import { changePassword } from '../../passwords/change-password.ts';
import { admit } from '../../policy/admit.ts';
import type { Question, Service } from '../../policy/question.ts';
import type { Wiring } from '../../wiring.ts';
import type { Explanation } from '../components/refusal-panel.tsx';
import type { Who } from '../desk/desk.ts';
import { explainRefusal, explainVerdict, type UseCaseRefusal } from '../desk/explanation.ts';
import { isInHands, type OwnFile, ownChannel, questionOf, readOwnFile } from '../desk/own-file.ts';

/** What can be done without a counter; cancelling takes papers. */
export const actingServices = ['enable', 'report-temporary-loss', 'change-password'] as const;
export type ActingService = (typeof actingServices)[number];

/** Agents; pages of guardians are others, as a child's whole card is theirs to see to. */
export const actingFor = async (wiring: Wiring, { personId }: Who): Promise<readonly TakenAuthorisation[]> =>
  (await listTakenAuthorisations(wiring, personId)).filter(({ kind }) => kind === 'agent');

/** undefined: there is none of this id by which this person may act today. */
export const findActing = async (
  wiring: Wiring,
  who: Who,
  written: string,
): Promise<TakenAuthorisation | undefined> => {
  const authorisationId = parseAuthorisationId(written);
  return (await actingFor(wiring, who)).find((each) => each.authorisationId === authorisationId);
};

type Offered = {
  readonly service: ActingService;
  /** Why not; null: it may be done now. */
  readonly refusal: Explanation | null;
};

export type ActingView = {
  readonly taken: TakenAuthorisation;
  /** Masked. */
  readonly name: string;
  /** Services the word covers. */
  readonly offered: readonly Offered[];
  /** null: the word does not cover it. */
  readonly status: { readonly card: OwnFile['cards'][number] | null; readonly running: OwnFile['running'] } | null;
};

/** Looking at how a card is leaves a trace that its holder reads. */
export const actingView = async (wiring: Wiring, who: Who, taken: TakenAuthorisation): Promise<ActingView> => {
  const file = await readOwnFile(wiring, taken.personId);
  const covers = (service: string): boolean => taken.services.includes(service);
  const mayAsk = covers('query-status') && admit(file.snapshot, questionFor(file, 'query-status')).permitted;
  if (mayAsk) {
    const acting = { actor: 'agent', actorId: who.personId, channel: ownChannel, outlet: null, bank: null } as const;
    const look = { ...acting, at: file.now, purpose: 'agent-looked', note: null };
    await leaveTraces(wiring, look, [taken.personId]);
  }
  return {
    taken,
    name: maskName(taken.name),
    offered: actingServices.filter(covers).map((service) => ({ service, refusal: refusalOf(file, service, who) })),
    status: mayAsk ? { card: currentCard(file.cards), running: file.running } : null,
  };
};

const questionFor = (file: OwnFile, service: Service): Question => ({
  ...questionOf(file, service),
  ...{ actor: 'agent', wordHeld: true },
});

const refusalOf = (file: OwnFile, service: ActingService, { language }: Who): Explanation | null => {
  const question = questionFor(file, service);
  const verdict = admit(file.snapshot, question);
  const telling = { snapshot: file.snapshot, question, language };
  if (!verdict.permitted) return explainVerdict(verdict, telling);
  const card = currentCard(file.cards);
  if (service === 'change-password' || (card && isInHands(file, card))) return null;
  const code = service === 'enable' ? 'CARD_NOT_RECEIVED' : 'CARD_ON_ITS_WAY';
  return explainRefusal({ ok: false, code, facts: {} }, telling);
};

export type ActingSent = {
  readonly service: ActingService;
  readonly key: string;
  readonly secretOld: string;
  readonly secretNew: string;
};

/** The command itself, by this word; it asks the gate again. */
export const act = async (
  wiring: Wiring,
  who: Who,
  { taken, sent }: { readonly taken: TakenAuthorisation; readonly sent: ActingSent },
): Promise<Result<null, UseCaseRefusal>> => {
  const { service, key, secretOld, secretNew } = sent;
  const { personId, authorisationId } = taken;
  const acting = { actor: 'agent', actorId: who.personId, channel: ownChannel, level: who.level } as const;
  const asker = { ...acting, personId, authorisationId, key: key || randomUUID() };
  if (service === 'change-password')
    return changePassword(wiring, { ...asker, language: who.language, oldPassword: secretOld, newPassword: secretNew });
  const card = currentCard((await readOwnFile(wiring, personId)).cards);
  if (!card) return { ok: false, code: 'CARD_UNKNOWN', facts: {} };
  const { cardId } = card;
  const done =
    service === 'enable'
      ? await enableCard(wiring, { ...asker, cardId })
      : await changeLoss(wiring, { ...asker, service, cardId });
  return done.ok ? ok(null) : done;
};

/** Words of a refusal, with the facts as they are now. */
export const explainActing = async (
  wiring: Wiring,
  who: Who,
  { taken, service, refusal }: { taken: TakenAuthorisation; service: ActingService; refusal: UseCaseRefusal },
): Promise<Explanation> => {
  const file = await readOwnFile(wiring, taken.personId);
  return explainRefusal(refusal, {
    ...{ snapshot: file.snapshot, question: questionFor(file, service), language: who.language },
  });
};
