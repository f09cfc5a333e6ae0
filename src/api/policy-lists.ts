// The rows of the policy in force on a day, with their citations, as lists for people and machines.
import { holdsOn, rowOn } from '../policy/dated-rows.ts';
import { type Citation, citationsOf, policyWords } from '../policy/explain.ts';
import { type Service, services } from '../policy/question.ts';
import { type ChannelRow, type Dated, type Day, type Place, places } from '../policy/rows.ts';
import type { Snapshot } from '../policy/snapshot.ts';

type List = (snapshot: Snapshot, day: Day, service: Service | undefined) => unknown;

const cited = (
  snapshot: Snapshot,
  row: Dated,
): { readonly rules: readonly string[]; readonly sources: readonly Citation[] } => ({
  rules: row.rules,
  sources: citationsOf(snapshot, row.rules),
});
const period = (row: Dated) => ({ from: row.from, until: row.until ?? null, assumed: row.assumed ?? false });

/** All batches in the order of their opening; `open` says whether application is open under it on the day. */
export const batchesOn: List = (snapshot, day) =>
  snapshot.rows.batches.map((row) => ({
    batch: row.batch,
    ...period(row),
    open: holdsOn(row, day),
    groups: row.groups,
    districts: row.districts ?? null,
    ...cited(snapshot, row),
  }));

/** The cooperating banks with equal fields, in the order of the notice (R-BANK-01, R-BANK-02, R-SUPERVISE-01). */
export const banksOn: List = (snapshot, day) =>
  snapshot.rows.banks
    .filter((row) => holdsOn(row, day))
    .map((row) => ({
      bank: row.code,
      name: { zh: row.zh, en: row.en },
      onlineReissue: rowOn(snapshot.bankFlags, `${row.code}/online-reissue`, day) !== undefined,
      onlineExchange: rowOn(snapshot.bankFlags, `${row.code}/online-exchange`, day) !== undefined,
      ...period(row),
      ...cited(snapshot, row),
    }));

const channelOf = (place: Place): string => (place.endsWith('-bank') || place === 'own-bank-instant' ? 'bank' : place);

const isOpenAt = (snapshot: Snapshot, service: Service, on: { readonly channel: string; readonly day: Day }): boolean =>
  places.some(
    (place) =>
      channelOf(place) === on.channel && rowOn(snapshot.offers, `${service}/${place}`, on.day)?.answer === 'open',
  );

/** Whether it can be had there; an added channel names its services itself (R-CHAN-06). */
const offersOf = (snapshot: Snapshot, row: ChannelRow, day: Day) => (service: Service) =>
  (row.services?.includes(service) ?? true) &&
  isOpenAt(snapshot, service, { channel: row.services ? 'minsheng' : row.channel, day });

/** The channels in force; with `service` only those where it is open on the day (R-CHAN-05). */
export const channelsOn: List = (snapshot, day, service) =>
  snapshot.rows.channels
    .filter((row) => holdsOn(row, day))
    .filter((row) => service === undefined || offersOf(snapshot, row, day)(service))
    .map((row) => ({
      channel: row.channel,
      online: row.online,
      name: { zh: row.zh, en: row.en },
      services: services.filter(offersOf(snapshot, row, day)),
      ...period(row),
      ...cited(snapshot, row),
    }));

/** The matrix of the day: for each service every place with `open` or the code it answers, and its clause. */
export const servicesOn: List = (snapshot, day, only) =>
  services
    .filter((service) => only === undefined || service === only)
    .map((service) => ({
      service,
      name: { zh: policyWords('zh').service[service], en: policyWords('en').service[service] },
      places: places.map((place) => {
        const row = rowOn(snapshot.offers, `${service}/${place}`, day);
        const cell = { place, channel: channelOf(place), answer: row?.answer ?? 'SERVICE_NOT_AT_CHANNEL' };
        return row ? { ...cell, ...period(row), ...cited(snapshot, row) } : cell;
      }),
    }));

/** The time limits in force (R-PROD-01 to R-PROD-10). */
export const timeLimitsOn: List = (snapshot, day, service) =>
  snapshot.rows.timeLimits
    .filter((row) => holdsOn(row, day) && (service === undefined || row.services.includes(service)))
    .map((row) => ({
      services: row.services,
      places: row.places,
      unit: row.unit,
      length: row.length,
      ...period(row),
      ...cited(snapshot, row),
    }));

/** Working days of the year; a year that is not published is said to be so and never guessed (G-37). */
export const calendarOn: List = (snapshot, day) => {
  const year = Number(day.slice(0, 4));
  const known = snapshot.calendar.years.find((each) => each.year === year);
  const covered = snapshot.calendar.years.map((each) => each.year);
  if (!known) return { year, covered: false, code: 'CALENDAR_NOT_COVERED', coveredYears: covered };
  return { covered: true, coveredYears: covered, isWorkday: snapshot.calendar.isWorkday(day), ...known };
};
