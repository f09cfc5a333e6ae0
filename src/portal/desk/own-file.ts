// Everything the pages of a person are made from, read at once: record, cards, applications, what happened.

import { runningStates } from '../../applications/application-lifecycle.ts';
import { type ApplicationSummary, listApplications } from '../../applications/progress-store.ts';
import { type BankChange, isOpenChange } from '../../bank-changes/bank-change.ts';
import { findBankChange } from '../../bank-changes/bank-changes-store.ts';
import { dateIn } from '../../base/dates.ts';
import type { PersonId } from '../../base/ids.ts';
import { currentCard } from '../../cards/current-card.ts';
import { listCards, type OwnCard } from '../../cards/list-cards.ts';
import { findPerson } from '../../people/people-store.ts';
import type { PersonRecord } from '../../people/person.ts';
import { isDead, personFacts } from '../../people/person-facts.ts';
import type { CardFacts, Channel, Question, Service } from '../../policy/question.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import type { Wiring } from '../../wiring.ts';

/** The channel these pages are (R-CHAN-01). */
export const ownChannel: Channel = 'website';

export type OwnFile = {
  /** undefined: the core system never sent a record of this person. */
  readonly person: PersonRecord | undefined;
  readonly cards: readonly OwnCard[];
  readonly applications: readonly ApplicationSummary[];
  readonly running: ApplicationSummary | undefined;
  /** The newest application, where its bank or the bureau refused it and only the person can go on. */
  readonly refused: ApplicationSummary | undefined;
  /** The newest change of bank, over or not. */
  readonly bankChange: BankChange | undefined;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  readonly snapshot: Snapshot;
};

export const readOwnFile = async (wiring: Wiring, personId: PersonId): Promise<OwnFile> => {
  const { sql, keys } = wiring;
  const [person, cards, applications, bankChange] = await Promise.all([
    findPerson(sql, keys, personId),
    listCards(wiring, personId),
    listApplications(sql, personId),
    findBankChange(sql, personId),
  ]);
  const now = wiring.businessClock();
  const isRunning = ({ state }: ApplicationSummary): boolean => runningStates.some((running) => running === state);
  const running = applications.find(isRunning);
  const [newest] = applications;
  // A replacement that came to nothing waits for nobody: it is ordered anew.
  const isRefused = newest?.service === 'apply' && (newest.state === 'rejected' || newest.state === 'account-refused');
  const refused = isRefused ? newest : undefined;
  const snapshot = wiring.policy.current();
  return { person, cards, applications, running, refused, bankChange, now, today: dateIn(now), snapshot };
};

/** Whether a card can be in its holder's hands: it was sent, handed over, or came before there were applications. */
export const isInHands = ({ applications }: OwnFile, { cardId }: OwnCard): boolean => {
  const application = applications.find((each) => each.cardId === cardId);
  return application === undefined || ['mailed', 'collected', 'received'].includes(application.state);
};

export const cardFacts = ({ generation, bank, socialSecurity, financial, reissueRequested }: OwnCard): CardFacts => ({
  generation,
  bank,
  socialSecurity,
  reissueRequested,
  ...(financial && { financial }),
});

const isDeceased = ({ person, today }: OwnFile): boolean => person !== undefined && isDead(person, today);

/** The change of bank they are in the middle of: an application now is its second step (R-CHANGEBANK-05). */
export const openBankChange = ({ bankChange }: Pick<OwnFile, 'bankChange'>): BankChange | undefined =>
  bankChange && isOpenChange(bankChange) ? bankChange : undefined;

/** The question whether this person may have a service on these pages today. */
export const questionOf = (file: OwnFile, service: Service): Question =>
  questionAbout(file, service, currentCard(file.cards));

/** The same about one of their cards; null: they have none. */
export const questionAbout = (file: OwnFile, service: Service, card: OwnCard | null): Question => {
  const [changed] = card?.changedSince ?? [];
  const left = openBankChange(file);
  return {
    service: service === 'apply' && left ? 'change-bank-apply' : service,
    channel: ownChannel,
    on: file.today,
    actor: 'holder',
    person: {
      ...(file.person ? personFacts(file.person, file.today) : { insured: false }),
      runningApplication: file.running !== undefined,
      ...(left && { lastBankChangeOn: left.formerChangeOn }),
      ...(service === 'exchange-changed' && { upstreamSettled: changed !== undefined }),
      // Whether the end is settled elsewhere is seen at the counter, from the record or from a paper (R-CANCEL-02).
      ...(service === 'cancel' && { upstreamSettled: true }),
    },
    card: card && {
      ...cardFacts(card),
      // A re-issue that came to nothing may be asked for again.
      ...(service === 'reissue' && { reissueRequested: card.reissueRequested && file.running !== undefined }),
    },
    ...(service === 'exchange-changed' && changed && { reason: changed }),
    ...(service === 'cancel' && { reason: isDeceased(file) ? 'death' : 'other' }),
  };
};
