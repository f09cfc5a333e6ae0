// What the events of a person must say: the states are their fold, each step is one of the tables, nothing comes after an end.
import assert from 'node:assert/strict';
import type { PersonId } from '../../src/base/ids.ts';
import type { Sql } from '../../src/database/connection.ts';

type Told = {
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly action: string;
  readonly subject: string;
  readonly actor: string;
  readonly actorId: string;
  readonly channel: string;
  readonly rules: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
};
type States = Readonly<Record<string, string>>;
/** A person's events in their order, and the states the database has; `born` are those that came with the import. */
export type Past = { readonly events: readonly Told[]; readonly stored: States; readonly born: States };

/** State tables 3.3 of the rules, as somebody read them there: from where to where a thing may go. */
const tables: Readonly<Record<string, readonly string[]>> = {
  card: [
    ...['>not-enabled', 'not-enabled>enabled', 'enabled>invalid', 'enabled>temporarily-lost'],
    ...['temporarily-lost>enabled', 'enabled>formally-lost', 'temporarily-lost>formally-lost'],
    ...['formally-lost>formally-lost', 'formally-lost>enabled', 'formally-lost>replaced', 'enabled>replaced'],
    // G-09: a card that was never enabled can be lost too, and is what it was afterwards; G-13: replaced while it is lost.
    ...['not-enabled>temporarily-lost', 'temporarily-lost>not-enabled', 'formally-lost>not-enabled'],
    'temporarily-lost>replaced',
    // Cancelled from every state that is no end.
    ...['not-enabled', 'enabled', 'temporarily-lost', 'formally-lost'].map((state) => `${state}>cancelled`),
  ],
  financial: [
    ...['>not-activated', 'not-activated>active', 'active>suspended', 'suspended>active', 'active>formally-lost'],
    ...['suspended>formally-lost', 'formally-lost>active', 'active>non-counter-suspended'],
    ...['not-activated', 'active', 'suspended', 'formally-lost', 'non-counter-suspended'].map(
      (state) => `${state}>cancelled`,
    ),
  ],
  application: [
    ...['>submitted', 'submitted>withdrawn', 'submitted>in-production', 'submitted>account-refused'],
    ...['account-refused>submitted', 'in-production>produced', 'produced>mailed', 'produced>ready-for-pickup'],
    ...['ready-for-pickup>collected', 'mailed>received', 'mailed>returned', 'ready-for-pickup>returned'],
    ...['returned>produced', 'submitted>rejected', 'on-hold>rejected', 'rejected>submitted'],
    ...['submitted', 'in-production', 'produced', 'ready-for-pickup', 'returned'].flatMap((state) => [
      ...[`${state}>on-hold`, `on-hold>${state}`],
    ]),
  ],
  'electronic-card': ['>issued', 'issued>linked', 'linked>linked'],
  transit: [
    ...['not-ready>ready', 'ready>ready', 'ready>refund-pending', 'refund-pending>refund-pending'],
    ...['refund-pending>refunded', 'closed>refund-pending'],
  ],
  ticket: ['>open', 'open>open', 'open>answered', 'answered>closed', 'answered>open', 'closed>open'],
  'bank-request': [
    ...['>requested', 'requested>confirmed', 'requested>refused', 'requested>requested', 'requested>timed-out'],
    ...['timed-out>confirmed', 'timed-out>refused', 'timed-out>requested', 'refused>requested'],
  ],
};

const ends = ['cancelled', 'replaced', 'invalid'];
const releases = ['release-temporary-loss', 'release-formal-loss', 'end-temporary-loss', 'enable-card'];
/**
 * Of no rule of the catalogue: the time to think again and the doubt about a line are the program's own, consents and the
 * copy of one's own data are asked for by the law on personal data, and the record is the word of the core system.
 */
const withoutRule = [
  ...['withdraw-application', 'raise-doubt', 'give-consents', 'withdraw-consent', 'export-own-data', 'add-record'],
];
const loss = { hours: 360 } as const;

type Fold = {
  readonly states: Record<string, string>;
  /** Everything a thing ever was. */
  readonly was: Set<string>;
  readonly reissued: Set<string>;
};

/** The purse of a card is a thing of its own; what comes to an end with the card leaves no event of the purse. */
const ofPurse = /-transit(-refund)?$|^(settle-rides|open-suburban-rail)$/;

/** What an event says a thing became: the subject's own state, and of a card the account's beside it. */
const stepsOf = ({
  action,
  subject,
  facts,
}: Told): readonly (readonly [table: string, thing: string, to: string])[] => {
  const [kind = ''] = subject.split(':');
  const own = kind === 'application' && action === 'acknowledge-order' ? 'order' : kind;
  const steps: (readonly [string, string, string])[] = [];
  if (ofPurse.test(action)) return [['transit', `purse ${subject}`, facts.to ?? '']];
  // From which bank to which: no state of anything.
  if (action === 'change-bank' || kind === 'instant') return [];
  if (facts.to) steps.push([own, own === 'order' ? `order ${subject}` : subject, facts.to]);
  if (facts.financial) steps.push(['financial', `financial ${subject}`, facts.financial]);
  return steps;
};

const checkStep = (fold: Fold, told: Told): void => {
  const { action, subject, facts, at } = told;
  for (const [table, thing, to] of stepsOf(told)) {
    const from = fold.states[thing] ?? (table === 'transit' ? 'not-ready' : '');
    const allowed = tables[table];
    const said = `${told.seq} ${action} ${thing}: ${from}>${to}`;
    // Two of staff put a mistake right: against the table, and only back to what was.
    const isPutRight = action.startsWith('undo-');
    assert.ok(!isPutRight || fold.was.has(`${thing} ${to}`), `put-right-is-what-was: ${said}`);
    assert.ok(isPutRight || !ends.includes(from) || table !== 'card', `ended-stays-ended: ${said}`);
    // A bank that says what is so already says nothing new.
    // What the core system sends is as it sends it.
    const isNew = (table !== 'financial' || from !== to) && action !== 'import-card' && !isPutRight;
    if (allowed && isNew) assert.ok(allowed.includes(`${from}>${to}`), `step-is-in-the-table: ${said}`);
    // A purse is closed by what became of its card.
    const isToldElsewhere = table === 'financial' || facts.from === 'closed';
    if (!isToldElsewhere && facts.from !== undefined) assert.equal(facts.from, from, `event-knows-where-from: ${said}`);
    fold.states[thing] = to;
    fold.was.add(`${thing} ${to}`);
  }
  if (releases.includes(action)) assert.ok(!fold.reissued.has(subject), `never-released-after-reissue: ${action}`);
  if (action === 'request-reissue') fold.reissued.add(`card:${facts.replaces}`);
  if (action === 'report-temporary-loss')
    assert.equal(facts.until, `${at.add(loss)}`, `fifteen-days: ${told.seq} ${subject}`);
  if (action === 'activate-finance' && `${at}` >= '2025-10-08T16:00')
    assert.equal(fold.states[subject], 'enabled', `account-after-function: ${told.seq} ${subject}`);
};

const checkTold = ({ seq, action, actor, actorId, channel, rules }: Told): void => {
  const said = `${seq} ${action}`;
  assert.ok(actor !== '' && actorId !== '' && channel !== '', `event-has-its-actor: ${said}`);
  assert.ok(rules.length > 0 || withoutRule.includes(action), `event-has-its-rule: ${said}`);
};

export const namesOfEvents: readonly string[] = [
  ...['state-is-fold-of-events', 'step-is-in-the-table', 'ended-stays-ended', 'put-right-is-what-was'],
  ...['event-knows-where-from'],
  ...['never-released-after-reissue', 'fifteen-days', 'account-after-function'],
  ...['event-has-its-actor', 'event-has-its-rule'],
];

/** Throws at the first event that says what must not be, or when the states are not what the events made of them. */
export const checkEvents = ({ events, stored, born }: Past): void => {
  const was = new Set(Object.entries(born).map(([thing, state]) => `${thing} ${state}`));
  const fold: Fold = { states: { ...born }, was, reissued: new Set() };
  for (const told of events) {
    checkTold(told);
    checkStep(fold, told);
  }
  for (const [thing, state] of Object.entries(stored))
    assert.equal(fold.states[thing], state, `state-is-fold-of-events: ${thing}`);
};

/** Everything that has events and a state; those of the second generation came with the import, in use. */
export const listPast = async (sql: Sql, people: readonly PersonId[]): Promise<readonly Past[]> => {
  const ids = people.map(String);
  const events = await sql<(Told & { readonly personId: PersonId })[]>`
    select person_id as "personId", seq, at, action, subject, actor, actor_id as "actorId", channel, rules, facts
    from events where person_id = any(${ids}::uuid[]) order by person_id, seq`;
  const states = await sql<{ personId: PersonId; thing: string; state: string; isOld: boolean }[]>`
    with person as (select unnest(${ids}::uuid[]) as person_id), thing as (
      select person_id, 'application:' || application_id as thing, state, false as is_old from applications
      union all select person_id, 'card:' || card_id, social_security, generation < 3 from cards
      union all select person_id, 'financial card:' || card_id, financial, generation < 3 from cards
      union all select person_id, 'electronic-card:' || person_id, state, false from electronic_cards
      union all select person_id, 'ticket:' || ticket_id, state, false from tickets
      union all select person_id, 'person:' || person_id, state, false from service_passwords
      union all select person_id, 'bank-request:' || bank_request_id, state, false from bank_requests
        where state <> 'replaced')
    select person_id as "personId", thing, state, is_old as "isOld" from thing join person using (person_id)`;
  const inUse = (thing: string): string => (thing.startsWith('financial') ? 'active' : 'enabled');
  return people.map((personId) => {
    const own = states.filter((each) => each.personId === personId);
    return {
      events: events.filter((each) => each.personId === personId),
      stored: Object.fromEntries(own.map(({ thing, state }) => [thing, state])),
      born: {
        [`person:${personId}`]: 'initial',
        ...Object.fromEntries(own.filter(({ isOld }) => isOld).map(({ thing }) => [thing, inUse(thing)])),
      },
    };
  });
};
