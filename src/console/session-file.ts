// What a session at the counter shows beside the record: what was done in it, what to check, and the one-stop services as the gate answers.
import { listEvents } from '../audit/audit-store.ts';
import type { RecordedEvent } from '../audit/event.ts';
import { currentCard } from '../cards/current-card.ts';
import { admit } from '../policy/admit.ts';
import type { Document, Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Verdict } from '../policy/verdict.ts';

import { type OneStopService, oneStopServices } from '../scenes/one-stop.ts';
import type { Wiring } from '../wiring.ts';
import type { CounterSession } from './counter-sessions-store.ts';
import type { PersonFile } from './desk.ts';

type OfSession = Pick<CounterSession, 'begunAt' | 'outletId'>;

/** What this outlet did since the session began, oldest first: from the record itself, so that no interruption loses any of it. */
export const listDone = async (
  { sql }: Pick<Wiring, 'sql'>,
  { personId }: Pick<PersonFile, 'personId'>,
  { begunAt, outletId }: OfSession,
): Promise<readonly RecordedEvent[]> =>
  (await listEvents(sql, personId)).filter(
    // What its bank reported of this outlet names it among its facts: the card that was handed over here.
    ({ outlet, facts, recordedAt }) =>
      (outlet ?? facts.outlet) === outletId && Temporal.Instant.compare(recordedAt, begunAt) >= 0,
  );

/** Every original that something asks for which can be done here now, in the order of the services. */
export const documentsAsked = ({ menu }: Pick<PersonFile, 'menu'>): readonly Document[] => [
  ...new Set((menu?.entries ?? []).flatMap(({ verdict }) => (verdict.permitted ? verdict.documents : []))),
];

export type OneStopOffer = {
  readonly service: OneStopService;
  readonly question: Question;
  /** null: it is done already. */
  readonly verdict: Verdict | null;
};

/** The card that is brought, and what can be done with it in one visit. */
export type OneStopFile = { readonly card: PersonFile['cards'][number]; readonly offers: readonly OneStopOffer[] };

/** What follows is asked as if what comes before it were done, for it will be (R-CHAN-17). null: there is nothing to offer. */
export const oneStopOf = ({ menu, cards }: PersonFile, snapshot: Snapshot): OneStopFile | null => {
  const card = currentCard(cards);
  const isOpen = menu?.entries.some(({ service, verdict }) => service === 'one-stop' && verdict.permitted);
  if (card?.generation !== 3 || !isOpen) return null;
  const isDone = { enable: card.socialSecurity === 'enabled', 'activate-finance': card.financial === 'active' };
  const offers = oneStopServices.flatMap((service): readonly OneStopOffer[] => {
    const entry = menu?.entries.find((each) => each.service === service);
    if (!entry) return [];
    const { question } = entry;
    if ((service === 'enable' || service === 'activate-finance') && isDone[service])
      return [{ service, question, verdict: null }];
    const assumed = {
      ...(service !== 'enable' && { socialSecurity: 'enabled' as const }),
      ...((service === 'top-up-transit' || service === 'buy-park-ticket') && { financial: 'active' as const }),
    };
    const asked = question.card ? { ...question, card: { ...question.card, ...assumed } } : question;
    return [{ service, question: asked, verdict: admit(snapshot, asked) }];
  });
  return { card, offers };
};
