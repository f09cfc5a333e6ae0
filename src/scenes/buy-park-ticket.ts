// An outlet of the issuing bank loads the park ticket of the year onto a card, while it is on sale (R-PARK-01 to R-PARK-07).
import { type Ground, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import { parseYuan } from '../base/money.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import {
  actingOf,
  askerFacts,
  type CardRefused,
  callerOf,
  cardQuestion,
  unmetCondition,
  wrongOutlet,
} from '../cards/card-asker.ts';
import { refOf, requestOf } from '../cards/enable-card.ts';
import { type NotReceived, notReceived } from '../cards/enabling.ts';
import { personFacts } from '../people/person-facts.ts';
import { personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import { rowOn } from '../policy/dated-rows.ts';
import type { ParkYear } from '../policy/rows.ts';
import { parkKey, type Snapshot } from '../policy/snapshot.ts';
import type { Permitted } from '../policy/verdict.ts';
import { parkLifecycle } from './park-lifecycle.ts';
import { findPark, insertParkTicket, type ParkRow } from './park-store.ts';
import type { AtCounter } from './transit-change.ts';

export type ParkSale = AtCounter & {
  /** Codes of what the terms of the year ask for, ticked by who checked it (R-PARK-07). */
  readonly material: readonly string[];
  /** The holder was told that at their age many parks are free. */
  readonly toldOfFreeEntry?: boolean;
};

export type ParkBought = {
  readonly cardId: string;
  readonly year: number;
  readonly validUntil: string;
  readonly price: string;
};

export type ParkRefused =
  | CardRefused
  | NotReceived
  /** SALE_PERIOD_UNKNOWN: no announcement of this year's ticket is entered. */
  | Refused<
      'CARD_UNKNOWN' | 'SALE_PERIOD_UNKNOWN' | 'PARK_TICKET_EXISTS' | 'PARK_NOT_FOR_GROUP' | 'FREE_ENTRY_NOT_TOLD',
      object
    >
  | Refused<'MATERIAL_MISSING', { readonly material: string }>
  | CommandRefused;

/** What the announcement of the year says that sells on a day; undefined: none is entered (R-PARK-02). */
export const parkYearOn = (snapshot: Snapshot, day: Temporal.PlainDate): ParkYear | undefined =>
  rowOn(snapshot.parkYears, parkKey, day.toString());

/**
 * none or expired → valid. Refused is what the gate refuses (another bank, outside the sale period, a card that is not
 * enabled), whoever the announcement does not sell to, what is missing, and a second ticket of the same year.
 */
export const buyParkTicket = async (ground: Ground, asked: ParkSale): Promise<Result<ParkBought, ParkRefused>> => {
  const { actor, channel, key, served, material } = asked;
  const at = ground.businessClock();
  const { outletId } = served;
  const terms = parkYearOn(ground.policy.current(), dateIn(at));
  return await changePerson<ParkRow, ParkBought, ParkRefused>(ground, {
    action: 'buy-park-ticket',
    acting: actingOf(asked),
    key: { caller: callerOf(asked), key, request: { ...requestOf(asked), actor, channel, outletId, material } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) =>
      findPark(ground.sql, { ref: refOf(ground, asked), outletId, year: terms?.year ?? 0 }, earlierAnswer),
    decide: (row) => decide(ground, { asked, at, terms }, row),
  });
};

type Case = {
  readonly asked: ParkSale;
  readonly at: Temporal.Instant;
  readonly terms: ParkYear | undefined;
};

const decide = (ground: Ground, given: Case, row: ParkRow): Decision<ParkBought, ParkRefused> => {
  const { asked, at, terms } = given;
  const { keys, policy } = ground;
  const elsewhere = wrongOutlet(asked, row);
  if (elsewhere) return rejection(elsewhere, ['R-PARK-06']);
  const verdict = admit(policy.current(), cardQuestion(keys, { service: 'buy-park-ticket', asker: asked, row, at }));
  if (!verdict.permitted) return notPermitted(verdict);
  const unmet = unmetCondition(keys, verdict, { asker: asked, row });
  if (unmet) return rejection(unmet, verdict.rules);
  const onItsWay = notReceived(row);
  if (onItsWay) return onItsWay;
  if (!terms) return rejection(refused('SALE_PERIOD_UNKNOWN', {}), ['R-PARK-02']);
  const problem = problemOf(ground, { asked, at, terms }, row);
  return problem ? rejection(problem, terms.rules) : bought(ground, { asked, at, terms, verdict }, row);
};

type Sold = Case & { readonly terms: ParkYear };

const problemOf = ({ keys }: Ground, { asked, at, terms }: Sold, row: ParkRow) => {
  if (row.isBought) return refused('PARK_TICKET_EXISTS', {});
  const person = personFrom(keys, row.personId, row);
  const today = dateIn(at);
  const groups = personFacts(person, today).groups ?? [];
  if (terms.groups && !terms.groups.some((group) => groups.includes(group))) return refused('PARK_NOT_FOR_GROUP', {});
  const missing = terms.material.find(({ code }) => !asked.material.includes(code));
  if (missing) return refused('MATERIAL_MISSING', { material: missing.code });
  return isFree(terms, person.birthDate, today) && !asked.toldOfFreeEntry
    ? refused('FREE_ENTRY_NOT_TOLD', {})
    : undefined;
};

/** Whether many parks are free at this age, so that nobody buys what they do not need. */
export const isFree = (
  { freeFromAge }: Pick<ParkYear, 'freeFromAge'>,
  birthDate: Temporal.PlainDate,
  today: Temporal.PlainDate,
): boolean => freeFromAge !== null && birthDate.until(today, { largestUnit: 'years' }).years >= freeFromAge;

const bought = (
  { sql }: Ground,
  { asked, at, terms, verdict }: Sold & { readonly verdict: Permitted },
  { cardId }: ParkRow,
): Decision<ParkBought, ParkRefused> => {
  const { amount } = verdict.fee ?? { amount: '' };
  const priceFen = parseYuan(amount);
  const { bank } = asked.served;
  if (priceFen === undefined || bank === null) throw new Error('a park ticket without a price or a bank');
  const { year, validFrom, validUntil } = terms;
  const facts = { to: parkLifecycle['buy-park-ticket'].to, year: `${year}`, amount, until: validUntil };
  const ticket = {
    ...{ year, bank, priceFen, boughtAt: at },
    ...{ validFrom: Temporal.PlainDate.from(validFrom), validUntil: Temporal.PlainDate.from(validUntil) },
  };
  return change(
    { cardId, year, validUntil, price: amount },
    {
      happenings: [
        {
          action: 'buy-park-ticket',
          subject: `card:${cardId}`,
          rules: verdict.rules,
          facts: { ...facts, ...askerFacts(asked) },
        },
      ],
      writes: [insertParkTicket(sql, cardId, ticket)],
    },
  );
};
