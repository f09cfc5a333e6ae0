// What an application at the counter begins with: who stands there, the gate's answer for this counter today, and the choices.
import type { PersonId } from '../base/ids.ts';
import type { Outlet } from '../outlets/outlet.ts';
import { findOutlet, listOutlets } from '../outlets/outlets-store.ts';
import type { PersonRecord } from '../people/person.ts';
import { findPictures, type Pictures } from '../photos/find-pictures.ts';
import { admit } from '../policy/admit.ts';
import type { Channel, Question, Service } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Verdict } from '../policy/verdict.ts';
import { questionOf, readOwnFile } from '../portal/desk/own-file.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';

/** Who can apply at a counter (matrix 3.2): the person, or the guardian of a child. */
export const applicants = ['holder', 'guardian'] as const;
/** At the door it is a helper who sends what the person says (R-ELDER-04). */
export type Applicant = (typeof applicants)[number] | 'helper';

/** What was settled on the first page; nothing of it is personal, so that it can stand in an address. */
export type CounterQuery = {
  readonly actor: Applicant;
  readonly bank: string | null;
  readonly documents: readonly string[];
};

/** Where a page of the counter stands, with what was settled before it. */
export const counterPath = ({ at, query: { actor, bank, documents } }: CounterFile, page = ''): string => {
  const query = new URLSearchParams({ for: actor, ...(bank && { bank }) });
  for (const document of documents) query.append('documents', document);
  return `${at}${page}?${query}`;
};

export type CounterFile = {
  /** The address of its first page. */
  readonly at: string;
  readonly personId: PersonId;
  readonly person: PersonRecord;
  readonly query: CounterQuery;
  readonly question: Question;
  readonly verdict: Verdict;
  /** Every bank this person could take at this counter today, in the order of their codes (R-BANK-09, G-26). */
  readonly banks: readonly string[];
  /** Outlets of the bank that was chosen. */
  readonly outlets: readonly Outlet[];
  readonly pictures: Pictures;
  readonly today: Temporal.PlainDate;
  readonly snapshot: Snapshot;
};

/** The place of a clerk, as the gate is asked about it; `door`: on a visit from this outlet. */
export type CounterPlace = {
  readonly channel: Channel;
  readonly outletId: string;
  readonly bank: string | null;
  readonly instant: boolean;
};

/** undefined: this role stands at no counter, or its outlet is not there any more. */
export const findPlace = async ({ sql }: Pick<Wiring, 'sql'>, staff: Staff): Promise<CounterPlace | undefined> => {
  const channel = channelOf(staff);
  const outlet = staff.outletId === null ? undefined : await findOutlet(sql, staff.outletId);
  if (channel === null || !outlet) return undefined;
  return { channel, outletId: outlet.outletId, bank: outlet.bank, instant: outlet.instant };
};

/** undefined: the core system has no record of this person. */
export const readCounterFile = async (
  wiring: Wiring,
  place: CounterPlace,
  { personId, query, at }: Pick<CounterFile, 'personId' | 'query' | 'at'>,
): Promise<CounterFile | undefined> => {
  const file = await readOwnFile(wiring, personId);
  if (!file.person) return undefined;
  const { channel, bank: own } = place;
  const asked: Question = {
    ...questionOf(file, 'apply'),
    ...{ channel, actor: query.actor, outlet: outletFacts(place) },
  };
  const bank = own ?? query.bank;
  const question = { ...asked, ...(bank !== null && { bank }) };
  const codes = own === null ? [...new Set(file.snapshot.rows.banks.map(({ code }) => code))].sort() : [own];
  return {
    ...{ at, personId, person: file.person, today: file.today, snapshot: file.snapshot },
    query: { ...query, bank },
    question,
    verdict: admit(file.snapshot, question),
    banks: codes.filter((code) => admit(file.snapshot, { ...asked, bank: code }).permitted),
    outlets: bank === null ? [] : await listOutlets(wiring.sql, { kind: 'bank', bank }),
    pictures: await findPictures(wiring, personId),
  };
};

/** A visit is made at no counter. */
const outletFacts = ({ channel, bank, instant, outletId }: CounterPlace) =>
  channel === 'door' ? null : { kind: channel, bank, instant, outletId };

/** Why nobody can apply at this counter today; undefined: it depends on the person. */
export const closedToday = (wiring: Wiring, place: CounterPlace, today: Temporal.PlainDate) => {
  const { channel, bank, instant, outletId } = place;
  const outlet = { kind: channel, bank, instant, outletId };
  const question: Question = { service: 'apply', channel, on: today, actor: 'holder', outlet };
  const closedFor = (service: Service) => {
    const verdict = admit(wiring.policy.current(), { ...question, service });
    return verdict.permitted || verdict.code === 'FACT_MISSING' ? undefined : verdict;
  };
  const verdict = closedFor('apply');
  // C-24: a change of bank is applied for at the new bank also while nobody else applies at a counter.
  return verdict && closedFor('change-bank-apply') ? { verdict, question } : undefined;
};
