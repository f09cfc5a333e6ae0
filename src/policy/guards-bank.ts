// Guards about banks and employers: who is bound to which bank, and whether the employer has opened the group.
import { type Asked, type Finding, type Guard, isOnline, type Missing, missing } from './asked.ts';
import { nextBankChangeOn } from './bank-change-day.ts';
import { nextRow, rowOn, rowsAfter } from './dated-rows.ts';
import { oldCardGoesOn, originalChannelForNewHire } from './guards-person.ts';
import type { PersonFacts } from './question.ts';
import type { BankChoice, Day } from './rows.ts';
import type { Instead } from './verdict.ts';

/** The day whose paying bank counts for retirees in the centralized phase (R-BANK-04). */
const pensionReferenceDay = '2025-09-30';

export const cooperates = ({ snapshot, day }: Pick<Asked, 'snapshot' | 'day'>, bank: string): boolean =>
  rowOn(snapshot.banks, bank, day) !== undefined;
/** The banks that cooperate on the day, in the order of the notice. */
export const cooperatingBanks = ({ snapshot, day }: Asked): readonly string[] =>
  snapshot.rows.banks.map((bank) => bank.code).filter((code) => rowOn(snapshot.banks, code, day) !== undefined);

/** Whether an employer's or school's set binds: employees, and students whose school organises them (R-GROUP-18, R-GROUP-19). */
const choiceOf = (asked: Asked): BankChoice | Missing | undefined => {
  const { group, snapshot, day, question } = asked;
  if (question.service === 'change-bank-apply' || group === undefined) return undefined;
  const row = rowOn(snapshot.bankChoices, group, day);
  const employer = question.person?.employer;
  if (question.service === 'confirm-group') return groupOrder;
  if (row?.choice !== 'employer-set' || group !== 'student') return row;
  if (employer === undefined) return missing('person.employer');
  return employer?.kind === 'school' ? row : freeStudent;
};
const freeStudent: BankChoice = {
  id: 'choice-student-alone',
  groups: ['student'],
  choice: 'free',
  from: '2024-10-30',
  rules: ['R-GROUP-19', 'R-BANK-08'],
};
/** A confirmation belongs to the employer's order, whose set binds in every phase (R-GROUP-03). */
const groupOrder: BankChoice = {
  id: 'choice-group-order',
  groups: [],
  choice: 'employer-set',
  from: '2024-01-31',
  rules: ['R-GROUP-03'],
};

/** The row that says how the person's bank is found; undefined where nothing restricts. */
export const bankChoice = (asked: Asked): BankChoice | undefined => {
  const choice = choiceOf(asked);
  return choice && 'missing' in choice ? undefined : choice;
};

/** R-GROUP-01, R-GROUP-07, R-GROUP-18: who depends on an employer or school waits until it has opened the group. */
export const employerHasOpened: Guard = (asked) => {
  const choice = choiceOf(asked);
  if (choice === undefined || ('choice' in choice && choice.choice !== 'employer-set')) return undefined;
  if ('missing' in choice) return choice;
  const employer = asked.question.person?.employer;
  if (employer === undefined) return missing('person.employer');
  if (employer !== null && typeof employer.groupOpen !== 'boolean') return missing('person.employer.groupOpen');
  if (employer?.groupOpen) return undefined;
  const choices = rowsAfter(asked.snapshot.bankChoices, asked.group ?? '', asked.day);
  const regular = choices.find((row) => row.choice === 'free');
  const channel = isOnline(asked.question.channel) ? asked.question.channel : 'minsheng';
  return {
    code: 'EMPLOYER_GROUP_NOT_OPEN',
    rules: asked.group === 'student' ? ['R-GROUP-18'] : ['R-GROUP-01', 'R-GROUP-07'],
    instead: [
      { step: asked.group === 'student' ? 'ask-school' : 'ask-employer' },
      ...(regular ? [{ from: regular.from, channel, service: 'apply' }] : []),
      // C-34: from 2026 the group is an offer, and nobody depends on it.
      ...(asked.phase === 'regular' ? [{ channel, service: 'apply' }] : []),
      ...originalChannelForNewHire(asked),
      ...oldCardGoesOn(asked),
    ],
  };
};

type Pension = string | null | Missing;

const bankOn = (banks: NonNullable<PersonFacts['pensionBanks']>, day: Day): string | undefined => {
  const sorted = [...banks].sort((a, b) => Temporal.PlainDate.compare(a.from, b.from));
  return (sorted.findLast((each) => each.from.toString() <= day) ?? sorted[0])?.bank;
};

/** R-BANK-03 to R-BANK-05: the paying bank that counts. null: none is known to the core system (G-07). */
export const pensionBankOf = (person: PersonFacts | undefined): Pension => {
  if (person?.pensionBank !== undefined) return person.pensionBank;
  const banks = person?.pensionBanks;
  if (banks === undefined) return missing('person.pensionBank');
  if (banks.length === 0) return null;
  if (new Set(banks.map((each) => each.bank)).size === 1) return banks[0]?.bank ?? null;
  if (person?.retiredOn === undefined) return missing('person.retiredOn');
  const retiredOn = person.retiredOn?.toString();
  // Newly retired after the reference day: the bank chosen when retirement was handled.
  return bankOn(banks, retiredOn && retiredOn > pensionReferenceDay ? retiredOn : pensionReferenceDay) ?? null;
};

/** What can be chosen instead: of the employer's set where one binds (R-GROUP-03), else of all that cooperate. */
const choosableBanks = (asked: Asked): readonly string[] => {
  const all = cooperatingBanks(asked);
  const set = asked.question.person?.employer?.banks;
  return bankChoice(asked)?.choice === 'employer-set' && set ? all.filter((bank) => set.includes(bank)) : all;
};

const notCooperating = (asked: Asked, bank: string, rules: readonly string[]): Finding => {
  const later = nextRow(asked.snapshot.banks, bank, asked.day);
  return {
    code: 'BANK_NOT_COOPERATING',
    rules,
    facts: { bank },
    instead: [{ banks: choosableBanks(asked) }, ...(later ? [{ from: later.from, bank }] : [])],
  };
};

const listRule = (day: Day): string => (day < '2025-10-09' ? 'R-BANK-01' : 'R-BANK-02');

/** The bank the applicant must take, null where there is a choice, or the fact that decides and is missing. */
export const fixedBank = (asked: Asked): string | null | Missing => {
  const { question } = asked;
  if (question.channel === 'bank') return question.outlet?.bank ?? missing('outlet.bank');
  const choice = bankChoice(asked);
  if (choice?.choice === 'pension-bank') return pensionBankOf(question.person);
  const set = question.person?.employer?.banks;
  return choice?.choice === 'employer-set' && set?.length === 1 ? (set[0] ?? null) : null;
};

/** Retirees in the centralized phase: exactly the bank that pays the pension. */
const pensionBankSuits = (asked: Asked, choice: BankChoice): Finding | Missing | undefined => {
  const pension = pensionBankOf(asked.question.person);
  if (pension !== null && typeof pension === 'object') return pension;
  if (pension === null || !cooperates(asked, pension)) {
    // G-07: no free choice by default; the hotline handles it by hand.
    const instead: Instead[] = [{ step: 'manual-pension-bank', channel: 'hotline' }];
    const later = pension ? nextRow(asked.snapshot.banks, pension, asked.day) : undefined;
    if (later && pension) instead.push({ from: later.from, bank: pension });
    return { code: 'BANK_NOT_COOPERATING', rules: choice.rules, facts: { bank: pension ?? '' }, instead };
  }
  const { bank } = asked.question;
  if (!bank || bank === pension) return undefined;
  return {
    code: 'BANK_FIXED',
    rules: choice.rules,
    facts: { bank: pension },
    instead: [{ bank: pension }, { step: 'change-bank-after-receipt', service: 'change-bank-cancel', channel: 'bank' }],
  };
};

const employerSetSuits = (asked: Asked, choice: BankChoice): Finding | Missing | undefined => {
  const { bank, person } = asked.question;
  if (!bank) return undefined;
  const set = person?.employer?.banks;
  if (!set) return missing('person.employer.banks');
  if (set.includes(bank)) return undefined;
  return { code: 'BANK_NOT_IN_EMPLOYER_SET', rules: choice.rules, facts: { bank }, instead: [{ banks: set }] };
};

/** G-26: a bank's counter cooperates and applies for its own card only. */
const counterSuits = (asked: Asked): Finding | Missing | undefined => {
  const { bank, outlet } = asked.question;
  if (!outlet?.bank) return missing('outlet.bank');
  if (!cooperates(asked, outlet.bank)) return notCooperating(asked, outlet.bank, [listRule(asked.day)]);
  if (!bank || bank === outlet.bank) return undefined;
  const instead: readonly Instead[] = [{ bank: outlet.bank }, { channel: 'bank', outlet: { bank }, bank }];
  return { code: 'BANK_FIXED', rules: ['R-CHANGEBANK-05'], facts: { bank: outlet.bank }, instead };
};

/** R-BANK-01 to R-BANK-09, R-GROUP-03: the bank asked for cooperates and may be taken by this person. */
export const bankSuits: Guard = (asked) => {
  const { bank, channel } = asked.question;
  const counter = channel === 'bank' ? counterSuits(asked) : undefined;
  if (counter) return counter;
  const choice = bankChoice(asked);
  if (choice?.choice === 'pension-bank') return pensionBankSuits(asked, choice);
  if (bank && !cooperates(asked, bank)) return notCooperating(asked, bank, [listRule(asked.day)]);
  if (choice?.choice === 'employer-set') return employerSetSuits(asked, choice);
  return undefined;
};

/**
 * R-BANK-14, C-27: some banks open no account with some occupations, for people of some groups. Whoever is bound to the
 * bank corrects the occupation or asks; the others may take another bank.
 */
export const occupationSuits: Guard = (asked) => {
  const { group, snapshot, day, question } = asked;
  const { occupation } = question;
  const fixed = fixedBank(asked);
  const bank = question.bank ?? (typeof fixed === 'string' ? fixed : null);
  if (!occupation || !bank || group === undefined) return undefined;
  const refuses = (code: string) => {
    const row = rowOn(snapshot.occupationRules, `${code}/${group}`, day);
    return row?.notAccepted.includes(occupation) ? row : undefined;
  };
  const row = refuses(bank);
  if (!row) return undefined;
  const others = fixed === null ? choosableBanks(asked).filter((code) => !refuses(code)) : [];
  return {
    code: 'OCCUPATION_NOT_ACCEPTED_BY_BANK',
    rules: row.rules,
    facts: { bank, occupation },
    instead: [
      { step: 'correct-occupation' },
      ...(others.length > 0 ? [{ banks: others }] : [{ step: 'call-96066', channel: 'hotline' }]),
    ],
  };
};

/** R-GROUP-02: an employer or school names one to three banks, each of which cooperates. */
export const employerBanksSuit: Guard = (asked) => {
  const banks = asked.question.person?.employer?.banks;
  // Not chosen yet: they are chosen in this very step.
  if (!banks) return undefined;
  const stranger = banks.find((bank) => !cooperates(asked, bank));
  if (stranger) return notCooperating(asked, stranger, [listRule(asked.day)]);
  if (banks.length >= 1 && banks.length <= 3) return undefined;
  return { code: 'EMPLOYER_BANKS_ONE_TO_THREE', rules: ['R-GROUP-02'], instead: [{ banks: cooperatingBanks(asked) }] };
};

/** Any counter of a bank: the bank must cooperate on the day. */
export const counterCooperates: Guard = (asked) => {
  const { channel, outlet } = asked.question;
  if (channel !== 'bank' || !outlet?.bank || cooperates(asked, outlet.bank)) return undefined;
  return notCooperating(asked, outlet.bank, [listRule(asked.day)]);
};

/** R-CHANGEBANK-06, C-25: six months between two changes; the first change is free. */
export const bankChangeIsDue: Guard = ({ question: { person, on } }) => {
  const last = person?.lastBankChangeOn;
  if (last === undefined) return missing('person.lastBankChangeOn');
  if (last === null) return undefined;
  const next = nextBankChangeOn(last);
  if (Temporal.PlainDate.compare(on, next) >= 0) return undefined;
  return {
    code: 'BANK_CHANGE_TOO_SOON',
    rules: ['R-CHANGEBANK-06'],
    facts: { from: next.toString() },
    instead: [{ from: next.toString(), service: 'change-bank-cancel', channel: 'bank' }],
  };
};
