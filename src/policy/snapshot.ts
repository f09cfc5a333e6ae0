// A numbered, immutable state of all policy rows, indexed so that the gate answers in microseconds.
import { createHash } from 'node:crypto';
import { type Calendar, makeCalendar } from './calendar.ts';
import { indexRows, type RowIndex } from './dated-rows.ts';
import { checkLevels, levelKey } from './needed-level.ts';
import type {
  Bank,
  BankChoice,
  BankFlag,
  Batch,
  ChannelRow,
  DeliveryRow,
  FeeRow,
  LevelRow,
  OccupationRule,
  Offer,
  OutletFlag,
  ParkYear,
  Phase,
  PolicyRows,
  Rule,
  SalePeriod,
  TimeLimit,
  TransitTerms,
  Who,
} from './rows.ts';

export type Snapshot = {
  /** Kept with every application and event; rises with every change of the rows. */
  readonly number: number;
  readonly rows: PolicyRows;
  readonly phases: RowIndex<Phase>;
  /** Key: group, or group/district. */
  readonly batches: RowIndex<Batch>;
  readonly banks: RowIndex<Bank>;
  readonly bankFlags: RowIndex<BankFlag>;
  readonly outletFlags: RowIndex<OutletFlag>;
  /** Key: bank/group. */
  readonly occupationRules: RowIndex<OccupationRule>;
  readonly channels: RowIndex<ChannelRow>;
  /** Key: service/place. */
  readonly offers: RowIndex<Offer>;
  /** Key: service/actor/place. */
  readonly who: RowIndex<Who>;
  readonly bankChoices: RowIndex<BankChoice>;
  readonly timeLimits: RowIndex<TimeLimit>;
  readonly fees: RowIndex<FeeRow>;
  /** Key: service/place, for orders of an employer service/place/employer. */
  readonly deliveries: RowIndex<DeliveryRow>;
  readonly salePeriods: RowIndex<SalePeriod>;
  readonly transitTerms: RowIndex<TransitTerms>;
  readonly parkYears: RowIndex<ParkYear>;
  /** Key: action/channel. */
  readonly levels: RowIndex<LevelRow>;
  readonly calendar: Calendar;
  readonly rules: ReadonlyMap<string, Rule>;
};

export const phaseKey = 'phase';
export const transitKey = 'transit';
export const parkKey = 'park';
const pairs = (row: { readonly services: readonly string[]; readonly places: readonly string[] }): readonly string[] =>
  row.services.flatMap((service) => row.places.map((place) => `${service}/${place}`));

const checkRules = (snapshot: Snapshot): void => {
  const { calendar: _calendar, rules: _rules, documents: _documents, ...dated } = snapshot.rows;
  for (const row of Object.values(dated).flat()) {
    for (const rule of row.rules)
      if (!snapshot.rules.has(rule)) throw new Error(`${row.id} rests on ${rule}, which is not in the catalogue`);
  }
};

/** Indexes the rows. Throws PolicyRowsError where rows overlap or an action has no level, and where a row names a rule that does not exist. */
export const makeSnapshot = (number: number, rows: PolicyRows): Snapshot => {
  const snapshot: Snapshot = {
    number,
    rows,
    phases: indexRows(rows.phases, () => [phaseKey]),
    batches: indexRows(rows.batches, (row) =>
      row.groups.flatMap((group) =>
        row.districts ? row.districts.map((district) => `${group}/${district}`) : [group],
      ),
    ),
    banks: indexRows(rows.banks, (row) => [row.code]),
    bankFlags: indexRows(rows.bankFlags, (row) => [`${row.bank}/${row.flag}`]),
    outletFlags: indexRows(rows.outletFlags, (row) => [row.outlet]),
    occupationRules: indexRows(rows.occupationRules, (row) => row.groups.map((group) => `${row.bank}/${group}`)),
    channels: indexRows(rows.channels, (row) => [row.channel]),
    offers: indexRows(rows.offers, (row) => row.places.map((place) => `${row.service}/${place}`)),
    who: indexRows(rows.who, (row) => row.actors.flatMap((actor) => pairs(row).map((pair) => `${pair}/${actor}`))),
    bankChoices: indexRows(rows.bankChoices, (row) => row.groups),
    timeLimits: indexRows(rows.timeLimits, pairs),
    fees: indexRows(rows.fees, (row) => row.services),
    deliveries: indexRows(rows.deliveries, (row) =>
      pairs(row).map((pair) => (row.employerOrder ? `${pair}/employer` : pair)),
    ),
    salePeriods: indexRows(rows.salePeriods, (row) => [row.service]),
    transitTerms: indexRows(rows.transitTerms, () => [transitKey]),
    parkYears: indexRows(rows.parkYears, () => [parkKey]),
    levels: indexRows(rows.levels, (row) =>
      row.actions.flatMap((action) => row.channels.map((channel) => levelKey(action, channel))),
    ),
    calendar: makeCalendar(rows.calendar),
    rules: new Map(rows.rules.map((rule) => [rule.id, rule])),
  };
  checkRules(snapshot);
  checkLevels(snapshot);
  return snapshot;
};

/** The fingerprint of a set of rows: two sets with the same fingerprint answer alike. SM3 over their JSON. */
export const digestOf = (rows: PolicyRows): string => createHash('sm3').update(JSON.stringify(rows)).digest('hex');

/** What is kept of a snapshot: every row; of the catalogue only which rules there were. */
export type SnapshotContent = Omit<PolicyRows, 'rules'> & { readonly rules: readonly Rule['id'][] };

export const contentOf = ({ rules, ...rows }: PolicyRows): SnapshotContent => ({
  ...rows,
  rules: rules.map((rule) => rule.id),
});
