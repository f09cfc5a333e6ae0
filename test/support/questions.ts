// Questions for table tests of the policy: one eligible retiree, changed row by row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admit } from '../../src/policy/admit.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import type { CardFacts, EmployerFacts, Group, PersonFacts, Question } from '../../src/policy/question.ts';
import { makeSnapshot } from '../../src/policy/snapshot.ts';
import type { Verdict } from '../../src/policy/verdict.ts';

export const snapshot = makeSnapshot(1, beijing);
export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

export const employer = (district: string, more: EmployerFacts = {}): EmployerFacts => ({
  district,
  groupOpen: true,
  banks: ['102', '104'],
  kind: 'employer',
  ...more,
});

/** A person of one group, insured, with nothing running. */
export const person = (group: Group, more: PersonFacts = {}): PersonFacts => ({
  groups: [group],
  insured: true,
  birthDate: day(group === 'minor' ? '2015-03-02' : group === 'retiree' ? '1955-03-02' : '1990-03-02'),
  employer: null,
  runningApplication: false,
  lastBankChangeOn: null,
  ...(group === 'retiree' || group === 'land-transfer' ? { pensionBank: '102' } : {}),
  ...more,
});

export const oldCard: CardFacts = {
  generation: 2,
  bank: '102',
  socialSecurity: 'enabled',
  financial: 'active',
  reissueRequested: false,
};
export const newCard = (more: CardFacts = {}): CardFacts => ({
  generation: 3,
  bank: '102',
  socialSecurity: 'enabled',
  financial: 'active',
  reissueRequested: false,
  suburbanRail: false,
  ...more,
});

export type Asked = Partial<Omit<Question, 'on'>> & { readonly on: string };

/** An insured retiree with an old card who asks to apply online; `asked` says what is different. */
export const question = ({ on, ...more }: Asked): Question => ({
  service: 'apply',
  channel: 'minsheng',
  actor: 'holder',
  person: person('retiree'),
  card: oldCard,
  on: day(on),
  ...more,
});

export const decide = (asked: Asked): Verdict => admit(snapshot, question(asked));

export type Expected = { readonly [K in keyof Verdict]?: unknown } & { readonly [key: string]: unknown };
/** A row: its name begins with the rule it shows; what is asked; the parts of the verdict that must be so. */
export type Row = readonly [name: string, asked: Asked, expected: Expected];

/** One test a row. */
export const table = (rows: readonly Row[]): void => {
  for (const [name, asked, expected] of rows) {
    test(name, () => {
      const verdict: Record<string, unknown> = { ...decide(asked) };
      const actual = Object.fromEntries(Object.keys(expected).map((key) => [key, verdict[key]]));
      assert.deepEqual(actual, expected, JSON.stringify(verdict));
    });
  }
};

/** Permitted; or refused with a code. */
export const yes = { permitted: true } as const;
export const no = (code: string) => ({ permitted: false, code }) as const;

/** The instead-list has an entry with at least these parts. */
export const advises = (verdict: Verdict, parts: Readonly<Record<string, unknown>>): boolean =>
  !verdict.permitted &&
  verdict.instead.some((each) =>
    Object.entries(parts).every(
      ([key, value]) =>
        JSON.stringify(Object.entries(each).find(([name]) => name === key)?.[1]) === JSON.stringify(value),
    ),
  );
