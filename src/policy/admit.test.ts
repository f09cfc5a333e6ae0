// Properties that hold for any question: stable between dated changes, complete when permitted, helpful when refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day, snapshot } from '../../test/support/questions.ts';
import { admit } from './admit.ts';
import { citationsOf, insteadInWords, messageOf } from './explain.ts';
import {
  actors,
  channels,
  documents,
  financialStates,
  groups,
  type Question,
  reasons,
  services,
  socialSecurityStates,
} from './question.ts';
import { refusalCodes } from './verdict.ts';

const first = day('2024-01-31');
const anyDay = fc.integer({ min: 0, max: 1100 }).map((days) => first.add({ days }));
const bankCode = fc.constantFrom('102', '104', '309', '313100000013', '999');
const facts = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape, { requiredKeys: [] });

const anyEmployer = facts({
  district: fc.constantFrom('110108', '110114', '110102', '130100'),
  groupOpen: fc.boolean(),
  banks: fc.uniqueArray(bankCode, { maxLength: 3 }),
  kind: fc.constantFrom('employer' as const, 'school' as const),
});
const anyPerson = facts({
  groups: fc.uniqueArray(fc.constantFrom(...groups), { minLength: 0, maxLength: 3 }),
  insured: fc.boolean(),
  birthDate: fc.integer({ min: 0, max: 30_000 }).map((days) => day('1940-01-01').add({ days })),
  pensionBank: fc.option(bankCode),
  retiredOn: fc.option(anyDay),
  employer: fc.option(anyEmployer),
  runningApplication: fc.boolean(),
  lastBankChangeOn: fc.option(anyDay),
  upstreamSettled: fc.boolean(),
});
const anyCard = facts({
  generation: fc.constantFrom(1 as const, 2 as const, 3 as const),
  bank: fc.option(bankCode),
  socialSecurity: fc.constantFrom(...socialSecurityStates),
  financial: fc.constantFrom(...financialStates),
  reissueRequested: fc.boolean(),
  suburbanRail: fc.boolean(),
});
const anyQuestion: fc.Arbitrary<Question> = fc
  .record({
    required: fc.record({
      service: fc.constantFrom(...services),
      channel: fc.constantFrom<string>(...channels, 'bank-app'),
      on: anyDay,
    }),
    more: facts({
      actor: fc.constantFrom(...actors),
      outlet: fc.option(facts({ bank: fc.option(bankCode), instant: fc.boolean() })),
      person: anyPerson,
      card: fc.option(anyCard),
      bank: fc.option(bankCode),
      delivery: fc.option(fc.constantFrom('mail', 'outlet', 'bank-visit', 'on-the-spot', 'pigeon')),
      documents: fc.uniqueArray(fc.constantFrom(...documents)),
      reason: fc.option(fc.constantFrom(...reasons)),
    }),
  })
  .map(({ required, more }) => ({ ...more, ...required }));

/** Days on which some row begins or has just ended, or something about the person changes. */
const changeDays = ((): ReadonlySet<string> => {
  const { calendar: _calendar, rules: _rules, documents: _documents, ...dated } = snapshot.rows;
  const rows = Object.values(dated).flat();
  const after = (last: string) => day(last).add({ days: 1 }).toString();
  return new Set(rows.flatMap((row) => [row.from, ...(row.until ? [after(row.until)] : [])]));
})();
const changesOf = ({ person }: Question): readonly string[] => [
  ...(person?.birthDate
    ? [person.birthDate.add({ years: 18 }).toString(), person.birthDate.add({ years: 18, days: 1 }).toString()]
    : []),
  ...(person?.lastBankChangeOn ? [person.lastBankChangeOn.add({ months: 6 }).toString()] : []),
];
// The same questions on every machine; PROPERTY_SEED and PROPERTY_RUNS explore others.
const seed = Number(process.env.PROPERTY_SEED ?? 20251009);
const runs = { seed, numRuns: Number(process.env.PROPERTY_RUNS ?? 20_000) };

test('the answer to any question is the same on two days with no dated change between them', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const next = question.on.add({ days: 1 });
      if (changeDays.has(next.toString()) || changesOf(question).includes(next.toString())) return;
      const answer = (on: Temporal.PlainDate) => {
        const verdict = admit(snapshot, { ...question, on });
        return verdict.permitted
          ? {
              ...verdict,
              dueOn: null,
              dueNote: null,
              conditions: verdict.conditions.filter((each) => each !== 'calendar-not-covered'),
            }
          : { code: verdict.code, rules: verdict.rules, facts: verdict.facts };
      };
      assert.deepEqual(answer(next), answer(question.on));
    }),
    runs,
  );
});

test('a permission names documents, a fee, and a due date or why there is none', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const verdict = admit(snapshot, question);
      if (!verdict.permitted) return;
      assert.ok(Array.isArray(verdict.documents));
      assert.match(verdict.fee.amount, /^\d+\.\d{2}$/);
      assert.ok(verdict.dueOn !== null || verdict.dueNote !== null);
      assert.ok(verdict.rules.length > 0 && citationsOf(snapshot, verdict.rules).length > 0);
      assert.ok(
        question.documents === undefined || verdict.documents.every((each) => question.documents?.includes(each)),
      );
    }),
    runs,
  );
});

test('a refusal names a code, a rule that exists, its clause, and something to do instead, in both languages', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const verdict = admit(snapshot, question);
      if (verdict.permitted) return;
      assert.ok(refusalCodes.includes(verdict.code));
      assert.ok(verdict.rules.length > 0, verdict.code);
      for (const rule of verdict.rules) assert.ok(snapshot.rules.has(rule), rule);
      assert.ok(verdict.instead.length > 0);
      for (const language of ['zh', 'en'] as const) {
        for (const each of verdict.instead)
          assert.notEqual(insteadInWords(snapshot, each, language), '', JSON.stringify(each));
        const message = messageOf(verdict, { snapshot, question, language });
        assert.doesNotMatch(message, /[{}]|undefined|null/, message);
      }
    }),
    { seed, numRuns: 5_000 },
  );
});

test('a fact that was said to be missing changes the answer when it is given: no question is asked twice', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const verdict = admit(snapshot, question);
      if (verdict.permitted || verdict.code !== 'FACT_MISSING') return;
      const path = (verdict.facts.fact ?? '').split('.');
      let value: unknown = question;
      for (const key of path)
        value =
          typeof value === 'object' && value !== null
            ? Object.entries(value).find(([name]) => name === key)?.[1]
            : undefined;
      assert.ok(value === undefined || value === null || (Array.isArray(value) && value.length === 0), path.join('.'));
    }),
    runs,
  );
});

test('what is offered instead at another channel today is not closed there', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const verdict = admit(snapshot, question);
      if (
        verdict.permitted ||
        !['OFFLINE_CLOSED', 'INSTANT_CLOSED', 'SERVICE_NOT_AT_CHANNEL', 'IN_PERSON_REQUIRED'].includes(verdict.code)
      )
        return;
      for (const each of verdict.instead) {
        if (
          each.from !== undefined ||
          each.channel === undefined ||
          each.service !== undefined ||
          each.channel === 'bank' ||
          each.step !== undefined
        )
          continue;
        const there = admit(snapshot, { ...question, channel: each.channel });
        assert.ok(
          there.permitted || !['OFFLINE_CLOSED', 'UNKNOWN_CHANNEL'].includes(there.code),
          `${question.service} ${question.channel} → ${each.channel}`,
        );
      }
    }),
    runs,
  );
});
