// An invented insured person: the same number gives the same person, as a row of the core system's file would say it.
import { districts } from '../base/districts.ts';
import { checkCharacter, sexOf } from '../people/id-number.ts';
import type { ImportedPerson } from '../people/parse-person.ts';
import { longTerm, type PensionBank } from '../people/person.ts';
import type { Group } from '../policy/question.ts';
import type { InventedEmployer } from './invent-employer.ts';
import type { Random } from './random.ts';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'秀英丽敏静强磊军洋勇艳杰娟涛明超兰霞平刚'];

/**
 * Of each hundred people so many, between which years of birth, and which of the hundred sequences of a demo ID number are
 * theirs: two people with the same date of birth never get the same number, up to ten million.
 */
const kinds = [
  { group: 'employee', share: 52, born: [1966, 2001], sequences: 36 },
  { group: 'retiree', share: 17, born: [1935, 1964], sequences: 16 },
  { group: 'resident', share: 8, born: [1950, 2005], sequences: 4 },
  { group: 'minor', share: 10, born: [2008, 2023], sequences: 16 },
  { group: 'student', share: 4, born: [2001, 2006], sequences: 20 },
  { group: 'flexible', share: 9, born: [1966, 2000], sequences: 8 },
] as const satisfies readonly { group: Group; share: number; born: readonly [number, number]; sequences: number }[];

type Kind = (typeof kinds)[number];

const daysOfAYear = 365;
/** The last three digits of a demo ID number say so: 900 to 999. */
const firstSequence = 900;
/** Area codes: the one of all invented people, then such as no district has, so that ten million find a number. */
const areas = [110101, 110190, 110191, 110192, 110193, 110194, 110195, 110196, 110197, 110198, 110199];
/** 199-0000-0000 to 199-0000-9999: whoever comes after the first ten thousand has none. */
const phones = 10_000;
/** Core-system numbers of the seed; those of the named people of the demo begin with 99. */
const firstCoreNumber = 8_000_000_000;

export type City = {
  readonly employers: Readonly<Record<InventedEmployer['kind'], readonly InventedEmployer[]>>;
  /** Codes of the banks that pay pensions. */
  readonly banks: readonly [string, ...string[]];
};

/** Person number `n`, from 0. */
export const inventPerson = (random: Random, city: City, n: number): ImportedPerson => {
  const { kind, birthDate, idNumber } = bornAs(n);
  const employer = kind.group === 'employee' || kind.group === 'student' ? employerOf(random, city, kind.group) : null;
  const district = employer?.district ?? districts[random.below(districts.length)]?.code ?? '110101';
  const retiredOn = kind.group === 'retiree' ? birthDate.add({ years: 60 }) : null;
  const old = cardOf(random, kind, n);
  return {
    personal: {
      coreNumber: String(firstCoreNumber + n),
      name: [surnames, given, ...(random.chance(0.6) ? [given] : [])].map((from) => random.any(from)).join(''),
      idType: 'resident',
      idNumber,
      idValidUntil: Temporal.PlainDate.from(kind.group === 'minor' ? '2030-12-31' : longTerm),
      birthDate,
      sex: sexOf(idNumber) ?? null,
      phone: n < phones ? `1990000${String(n).padStart(4, '0')}` : null,
    },
    insurance: {
      groups: kind.group === 'minor' ? ['minor', 'resident'] : [kind.group],
      insured: true,
      district,
      pensionBanks: retiredOn ? pensionBanksOf(random, city, retiredOn) : [],
      retiredOn,
      lastBankChangeOn: null,
      diedOn: null,
    },
    employerCode: employer?.code ?? null,
    card: old,
    electronicCard: old !== null && random.chance(0.55),
    changedOn: null,
  };
};

/** Whose kind person `n` is, and how many of that kind came before. */
const placeOf = (n: number): { readonly kind: Kind; readonly turn: number; readonly firstOfKind: number } => {
  let left = n % hundred;
  let firstOfKind = firstSequence;
  for (const kind of kinds) {
    if (left < kind.share) return { kind, turn: Math.floor(n / hundred) * kind.share + left, firstOfKind };
    left -= kind.share;
    firstOfKind += kind.sequences;
  }
  throw new RangeError('the shares of the kinds are not a hundred');
};

const hundred = 100;

/** Those of a kind go through the days, then the sequences, then the areas. */
const bornAs = (
  n: number,
): { readonly kind: Kind; readonly birthDate: Temporal.PlainDate; readonly idNumber: string } => {
  const { kind, turn, firstOfKind } = placeOf(n);
  const [from, to] = kind.born;
  const days = (to - from + 1) * daysOfAYear;
  const birthDate = Temporal.PlainDate.from({ year: from, month: 1, day: 1 }).add({ days: turn % days });
  const round = Math.floor(turn / days);
  const sequence = firstOfKind + (round % kind.sequences);
  const area = areas[Math.floor(round / kind.sequences) % areas.length];
  const digits = `${area}${birthDate.toString().replaceAll('-', '')}${sequence}`;
  return { kind, birthDate, idNumber: digits + checkCharacter(digits) };
};

const employerOf = (random: Random, { employers }: City, group: Group): InventedEmployer | null =>
  random.any(employers[group === 'student' ? 'school' : 'employer']) ?? null;

/** The pensions of the city come through a few large banks, of some nobody knows through which. */
const pensionBanksOf = (random: Random, { banks }: City, from: Temporal.PlainDate): readonly PensionBank[] => {
  if (random.chance(0.02)) return [];
  const largest = Math.min(5, banks.length);
  const bank = banks[random.chance(0.85) ? random.below(largest) : random.below(banks.length)] ?? banks[0];
  return [{ bank, from }];
};

/** Most have an old card; small children and newcomers have none. */
const cardOf = (random: Random, { group }: Kind, n: number): ImportedPerson['card'] => {
  if (random.chance(group === 'minor' ? 0.5 : 0.08)) return null;
  const generation = random.chance(0.35) ? 1 : 2;
  const number = `S${String(n).padStart(8, '0')}`;
  return { generation, number, bank: generation === 2 ? '102' : null, financial: generation === 2 };
};

/** The ID number of person `n`. */
export const idNumberOf = (n: number): string => bornAs(n).idNumber;
