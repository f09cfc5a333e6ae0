// A fixed grid of questions: what a change of rows does to it is told before the change is confirmed.
import { districts } from '../../base/districts.ts';
import {
  type CardFacts,
  channels,
  type Group,
  groups,
  type Question,
  type Service,
  type SocialSecurityState,
} from '../question.ts';
import type { Snapshot } from '../snapshot.ts';

/** What a question stands for; the facts that are not named are the same all over the grid. */
export type GridQuestion = {
  readonly question: Omit<Question, 'on'>;
  readonly service: Service;
  /** Channel, for the counter of a bank with `-instant` where cards are made on the spot. */
  readonly place: string;
  readonly group: Group | null;
  readonly district: string | null;
  readonly bank: string | null;
};

const newCardIn: Readonly<Partial<Record<Service, SocialSecurityState>>> = {
  collect: 'not-enabled',
  enable: 'not-enabled',
  'release-temporary-loss': 'temporarily-lost',
  'release-formal-loss': 'formally-lost',
  reissue: 'formally-lost',
  'cancel-finance': 'cancelled',
};
const ofOldCard: ReadonlySet<Service> = new Set([
  'apply',
  'open-group',
  'confirm-group',
  'reissue-old',
  'change-bank-old',
  'change-bank-apply',
]);

const cardFor = (service: Service, bank: string): CardFacts => ({
  ...{ bank, generation: ofOldCard.has(service) ? 2 : 3, financial: 'active', suburbanRail: false },
  ...{ socialSecurity: newCardIn[service] ?? 'enabled', reissueRequested: false },
});

const birthDays: Readonly<Partial<Record<Group, string>>> = {
  minor: '2018-03-02',
  retiree: '1955-03-02',
  'land-transfer': '1955-03-02',
  'military-retiree': '1955-03-02',
};

/** Before the number of an outlet of which the rows of two sides say different things. */
export const outletPlace = 'outlet:';

type Facts = {
  readonly service: Service;
  readonly place: string;
  readonly group: Group;
  readonly district: string;
  readonly bank: string;
};

const questionFor = ({ service, place, group, district, bank }: Facts): Omit<Question, 'on'> => {
  const outletId = place.startsWith(outletPlace) ? place.slice(outletPlace.length) : undefined;
  const channel = place === 'bank-instant' || outletId ? 'bank' : place;
  const employer = {
    district,
    groupOpen: true,
    banks: [bank],
    kind: group === 'student' ? 'school' : 'employer',
  } as const;
  const person = {
    ...{ groups: [group], insured: true, birthDate: Temporal.PlainDate.from(birthDays[group] ?? '1990-03-02') },
    ...{
      district,
      pensionBank: bank,
      employer,
      runningApplication: false,
      lastBankChangeOn: null,
      upstreamSettled: true,
    },
  };
  const atBank =
    channel === 'bank'
      ? { outlet: { kind: 'bank', bank, instant: place === 'bank-instant', ...(outletId && { outletId }) } as const }
      : {};
  const reason = service === 'exchange-changed' ? 'name' : service === 'cancel' ? 'other' : null;
  const actor = group === 'minor' ? 'guardian' : service === 'open-group' ? 'clerk' : 'holder';
  return { service, channel, actor, person, bank, reason, card: cardFor(service, bank), ...atBank };
};

/** Facts that stay while another is varied. */
const usual = { group: 'resident', district: '110108', bank: '102' } as const;
const byDistrict: ReadonlySet<Service> = new Set([
  'apply',
  'open-group',
  'confirm-group',
  'issue-instantly',
  'one-stop',
]);

const placesOf = (snapshots: readonly Snapshot[]): readonly string[] => [
  ...new Set<string>([
    ...channels.flatMap((channel) => (channel === 'bank' ? ['bank', 'bank-instant'] : [channel])),
    ...snapshots.flatMap(({ rows }) => rows.channels.map(({ channel }) => channel)),
  ]),
];

const ofBank = ({ rows }: Snapshot, code: string): string =>
  JSON.stringify([rows.banks.filter((row) => row.code === code), rows.bankFlags.filter((row) => row.bank === code)]);

/** Of two snapshots the banks of which they say different things, as the others are answered like the usual one. */
const banksOf = (snapshots: readonly Snapshot[]): readonly string[] => {
  const codes = [...new Set(snapshots.flatMap(({ rows }) => rows.banks.map(({ code }) => code)))];
  if (new Set(snapshots).size === 1) return codes;
  return codes.filter((code) => new Set(snapshots.map((each) => ofBank(each, code))).size > 1);
};

/** What two sides say differently of a kind of rows: those of either that the other has not. */
const changedRows = <R>(snapshots: readonly Snapshot[], of: (snapshot: Snapshot) => readonly R[]): readonly R[] => {
  const texts = snapshots.map((each) => new Set(of(each).map((row) => JSON.stringify(row))));
  return snapshots.flatMap((each) => of(each).filter((row) => texts.some((known) => !known.has(JSON.stringify(row)))));
};

/** So many changed banks, outlets and groups are tried with what they depend on; a change of more shows by the first ones. */
const mostTogether = 4;

/** A bank and the group of who asks: which banks somebody may take depends on the group (R-BANK-03, R-BANK-08). */
const bankPairs = (banks: readonly string[]): readonly { readonly bank: string; readonly group: Group }[] =>
  banks.slice(0, mostTogether).flatMap((bank) => groups.map((group) => ({ bank, group })));

/** A group of a changed batch and the district, which a batch may be narrowed to (R-ELIG-20, G-23). */
const batchPairs = (
  snapshots: readonly Snapshot[],
): readonly { readonly group: Group; readonly district: string }[] => {
  const changed = [...new Set(changedRows(snapshots, ({ rows }) => rows.batches).flatMap((row) => row.groups))];
  return changed
    .filter((group) => group !== 'employee')
    .slice(0, mostTogether)
    .flatMap((group) => districts.map(({ code: district }) => ({ group, district })));
};

/** Counters of outlets whose rows differ, each of its own bank. */
const outletsOf = (snapshots: readonly Snapshot[]): readonly { readonly place: string; readonly bank: string }[] => {
  const changed = changedRows(snapshots, ({ rows }) => rows.outletFlags);
  const places = new Map(changed.map(({ outlet, bank }) => [`${outletPlace}${outlet}`, bank]));
  return [...places].slice(0, mostTogether).map(([place, bank]) => ({ place, bank }));
};

/**
 * For a service at every place every group, every district of an employer and the banks that matter, each varied alone;
 * between two sides also what they say differently together with what that depends on, within bounds.
 */
export const questionsOf = (service: Service, snapshots: readonly Snapshot[]): readonly GridQuestion[] => {
  const banks = banksOf(snapshots);
  const none = { group: null, district: null, bank: null };
  const areTwo = new Set(snapshots).size > 1;
  const pairs = areTwo ? [...bankPairs(banks), ...(byDistrict.has(service) ? batchPairs(snapshots) : [])] : [];
  const atOutlets = (areTwo ? outletsOf(snapshots) : []).flatMap(({ place, bank }) =>
    groups.map((group) => ({
      ...{ ...none, service, place, group },
      question: questionFor({ ...usual, service, place, bank, group }),
    })),
  );
  const everywhere = placesOf(snapshots).flatMap((place) => {
    const ask = (facts: Partial<Facts>) => questionFor({ ...usual, service, place, ...facts });
    return [
      ...groups.map((group) => ({ ...none, service, place, group, question: ask({ group }) })),
      ...(byDistrict.has(service) ? districts : []).map(({ code: district }) => ({
        ...{ ...none, service, place, district },
        question: ask({ group: 'employee', district }),
      })),
      ...banks.map((bank) => ({ ...none, service, place, bank, question: ask({ bank }) })),
      ...pairs.map((pair) => ({ ...none, service, place, ...pair, question: ask(pair) })),
    ];
  });
  return [...everywhere, ...atOutlets];
};
