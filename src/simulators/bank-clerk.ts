// What a simulated bank does in one round: takes orders over and reports what is due, with the habits it was given.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { answerAsks } from './bank-asks.ts';
import type { Book, CardsBook, Step, VisitBook, Work } from './bank-book.ts';
import { cardOut, serveCards } from './bank-cards.ts';
import type { BankAccess, BankClient, ReceivedOrder } from './bank-client.ts';
import { digitsOf, type Habits, type HabitsBook, habitsOf, happens, oneOf, textOf } from './bank-habits.ts';
import { workOffVisits } from './bank-visits.ts';
import { type CallFailed, isRefusal } from './partner-client.ts';

export type SimulatedBank = BankAccess & {
  readonly name: { readonly zh: string; readonly en: string };
  /** Where people come with a card that was mailed; null: nowhere. */
  readonly counter: string | null;
};

/** How fast the simulated banks work; changed on the demo page. */
export type Pace = { stepSeconds: number };

/** Where a bank writes down what must outlive the program. */
export type Books = {
  readonly book: Book;
  readonly visits: VisitBook;
  readonly cards: CardsBook;
  readonly habits: HabitsBook;
};

export type Clerk = Books & {
  readonly bank: SimulatedBank;
  readonly pace: Pace;
  readonly log: Pick<Logger, 'warn'>;
  readonly client: BankClient;
  readonly tally: Tally;
  /** When each thing it was asked was met first; see `answerAsks`. */
  readonly asksSeen: Map<string, number>;
};

/** Since the program started. */
export type Tally = {
  last: { readonly step: Step; readonly number: string } | undefined;
  /** Reports sent once more. */
  repeated: number;
  /** Those of them that were not answered like the first: there should be none. */
  repeatsRefused: number;
  /** Reports that came before their turn and were refused. */
  tooEarly: number;
};

/** An order can be unknown for a while, when somebody sets the clock of the demo back; then it is given up. */
const unknownAgainMilliseconds = 20_000;
const mostMisses = 200;

export const habitsOfClerk = ({ habits, bank }: Pick<Clerk, 'habits' | 'bank'>): Habits => habitsOf(habits, bank.bank);

/** One round: take over what waits, then do every step that is due. A silent bank stops after the first. */
export const workOff = async (clerk: Clerk, stop: AbortSignal): Promise<void> => {
  await takeOver(clerk);
  if (habitsOfClerk(clerk).silent) return;
  await workOffVisits(clerk);
  await answerAsks(clerk, habitsOfClerk(clerk), secondsOf(clerk));
  const goesOn = (): boolean => !stop.aborted && !habitsOfClerk(clerk).paused && !habitsOfClerk(clerk).silent;
  const due = () => clerk.book.list(clerk.bank.bank).find(({ dueAt }) => dueAt !== null && dueAt <= Date.now());
  for (let work = due(); work && goesOn(); work = due()) await doStep(clerk, work);
  await serveCards(clerk);
};

/** Written into the book before it is acknowledged: what is acknowledged comes no second time. */
const takeOver = async (clerk: Clerk): Promise<void> => {
  const { client, book, bank } = clerk;
  const orders = await client.listOrders();
  if (orders.length === 0) return;
  const known = new Set(book.list(bank.bank).map(({ number }) => number));
  for (const order of orders) if (!known.has(order.number)) book.keep(newWork(clerk, order));
  const numbers = orders.map(({ number }) => number);
  const refused = await client.acknowledge(numbers, randomUUID());
  for (const number of refused) book.drop(number);
};

/** The next order of the bank: one place further, and a refusal that was asked for has been used up. */
const newWork = (clerk: Clerk, { task, ...order }: ReceivedOrder): Work => {
  const { bank, habits } = clerk;
  const now = habitsOfClerk(clerk);
  const { seed, taken: turn } = now;
  const isIssue = task === 'issue';
  habits.keep({ ...now, taken: turn + 1, refusesNext: now.refusesNext && !isIssue });
  const draw = (what: string) => ({ seed, turn, what });
  const isRefused = now.refusesNext || happens(draw('refusal'), now.refusals);
  return {
    ...{ bank: bank.bank, ...order, turn, next: isIssue ? issueStep(isRefused) : deliveryStep(order) },
    ...{ dueAt: Date.now() + secondsOf(clerk) * 1000, hurried: false, misses: 0, cardNumber: null, onTheSpot: false },
    ...{ chipId: textOf(draw('chip'), 16), accountLastFour: digitsOf(draw('account')) },
    trackingNumber: `DEMO${textOf(draw(`mail ${order.number}`), 5)}`,
  };
};

const issueStep = (isRefused: boolean): Step => (isRefused ? 'account-refused' : 'account-opened');
/** A card that came back exists: it only goes out again. */
const deliveryStep = ({ delivery }: Pick<Work, 'delivery'>): Step =>
  delivery === 'mail' ? 'mailed' : 'ready-at-outlet';

const secondsOf = (clerk: Clerk): number => habitsOfClerk(clerk).stepSeconds ?? clerk.pace.stepSeconds;

const drawFor = (clerk: Clerk, { turn, next }: Work, what: string) => ({
  ...{ seed: habitsOfClerk(clerk).seed, turn },
  what: `${what} ${next}`,
});

/** Why a bank opens no account, as the interface codes it. */
const refusalReasons = ['identity-not-confirmed', 'account-limit', 'risk-control', 'other'] as const;

const bodyOf = (clerk: Clerk, work: Work, step: Step): object => {
  const { chipId, accountLastFour, trackingNumber, outletId, onTheSpot } = work;
  switch (step) {
    case 'account-opened':
      return {};
    case 'account-refused':
      return { reason: oneOf(drawFor(clerk, work, 'reason'), refusalReasons) };
    case 'produced':
      return { chipId, accountLastFour, specificationVersion: '3.00' };
    case 'mailed':
      return { trackingNumber };
    case 'ready-at-outlet':
      return { outletId };
    case 'handed-over':
      return { outletId, documentChecked: true, ...(onTheSpot && { enable: true, activate: true }) };
  }
};

/** A card that goes out a second time goes out under another tracking number. */
const keyOf = ({ number, trackingNumber }: Work, step: Step): string => `${number}:${step}:${trackingNumber}`;

const after = ({ next, delivery }: Pick<Work, 'next' | 'delivery'>): Step | undefined => {
  if (next === 'account-opened') return 'produced';
  if (next === 'produced') return delivery === 'mail' ? 'mailed' : 'ready-at-outlet';
  return next === 'ready-at-outlet' ? 'handed-over' : undefined;
};

const stepBefore: Readonly<Partial<Record<Step, Step>>> = { produced: 'account-opened', mailed: 'produced' };

const report = (clerk: Clerk, work: Work, { step, key }: { readonly step: Step; readonly key: string }) =>
  clerk.client.report({ number: work.number, name: step, key, body: bodyOf(clerk, work, step) });

const doStep = async (clerk: Clerk, work: Work): Promise<void> => {
  const { book, tally } = clerk;
  const { number, next: step } = work;
  try {
    await tooEarly(clerk, work);
    const cardNumber = (await report(clerk, work, { step, key: keyOf(work, step) })) ?? work.cardNumber;
    tally.last = { step, number };
    await onceMore(clerk, work);
    // Somebody may have said "now" while the report was on its way.
    const { hurried } = book.find(number) ?? work;
    goOn(clerk, { ...work, cardNumber, hurried, misses: 0 });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    giveBack(clerk, work, error);
  }
};

const goOn = (clerk: Clerk, work: Work): void => {
  const next = after(work);
  if (next) {
    const pause = work.hurried ? 0 : secondsOf(clerk) * 1000;
    clerk.book.keep({ ...work, next, dueAt: next === 'handed-over' ? null : Date.now() + pause });
    return;
  }
  clerk.book.drop(work.number);
  const out = cardOut(work, clerk.bank.counter);
  if (out) clerk.cards.keep(out);
};

/** The report that follows goes out before this one: it is refused for the state, and comes again in its turn. */
const tooEarly = async (clerk: Clerk, work: Work): Promise<void> => {
  const step = after(work);
  const isConfused = happens(drawFor(clerk, work, 'early'), habitsOfClerk(clerk).early);
  if (!isConfused || step === undefined || step === 'handed-over') return;
  try {
    await report(clerk, work, { step, key: keyOf(work, step) });
  } catch (error) {
    if (!isRefusal(error) || error.status !== 409) throw error;
    clerk.tally.tooEarly += 1;
  }
};

/** This report twice more, under its key and under another, and the one before it: nothing may come of that. */
const onceMore = async (clerk: Clerk, work: Work): Promise<void> => {
  const { next: step } = work;
  if (!happens(drawFor(clerk, work, 'again'), habitsOfClerk(clerk).repeats)) return;
  const before = stepBefore[step];
  const again = [
    { step, key: keyOf(work, step) },
    { step, key: `${keyOf(work, step)}:again` },
    ...(before && work.cardNumber !== null ? [{ step: before, key: `${keyOf(work, before)}:late` }] : []),
  ];
  for (const each of again) {
    clerk.tally.repeated += 1;
    await report(clerk, work, each).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      clerk.tally.repeatsRefused += 1;
    });
  }
};

const giveBack = ({ book, bank, log }: Clerk, work: Work, { status, code, state }: CallFailed): void => {
  // Held by the bureau (G-38): the card is kept, and reported again until it goes on or is sent back.
  if (code === 'FACTS_CHANGED' || state === 'on-hold') {
    book.keep({ ...work, dueAt: Date.now() + unknownAgainMilliseconds });
    return;
  }
  if (status === 404 && work.misses < mostMisses) {
    book.keep({ ...work, misses: work.misses + 1, dueAt: Date.now() + unknownAgainMilliseconds });
    return;
  }
  log.warn({ bank: bank.bank, step: work.next, status, code }, 'simulated bank: report refused');
  // What the rules do not allow at once may go without: the card is handed over, and the rest comes later.
  if (work.onTheSpot && code !== 'WRONG_STATE') book.keep({ ...work, onTheSpot: false, dueAt: null });
  else book.drop(work.number);
};
