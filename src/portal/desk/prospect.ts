// What the application begins with: the gate's answer for this person today, their record, and the banks open to them.
import { districts } from '../../base/districts.ts';
import { maskIdNumber, maskName } from '../../base/masking.ts';
import type { Outlet } from '../../outlets/outlet.ts';
import type { PersonRecord } from '../../people/person.ts';
import { personFacts } from '../../people/person-facts.ts';
import { admit } from '../../policy/admit.ts';
import { type Presets, presetsFor } from '../../policy/employer-presets.ts';
import { bankInWords, citationsOf, policyWords } from '../../policy/explain.ts';
import { type Occupation, occupations, type Question } from '../../policy/question.ts';
import type { Permitted } from '../../policy/verdict.ts';
import type { BankView, Permission, PresetsView, Prospect, RecordView } from '../views.ts';
import type { Who } from './desk.ts';
import { explainVerdict } from './explanation.ts';
import { type OwnFile, questionOf } from './own-file.ts';

type Language = Who['language'];

/** `preset`: the outlet that the employer or school has named, if there is such an outlet. */
export const prospectOf = (file: OwnFile, { language }: Who, preset: Outlet | undefined): Prospect => {
  const question = questionOf(file, 'apply');
  const verdict = admit(file.snapshot, question);
  if (verdict.permitted && file.person) return permission(file, file.person, { verdict, question, language, preset });
  if (verdict.permitted) throw new Error('the gate lets somebody apply whom the core system does not know');
  const refusal = explainVerdict(verdict, { snapshot: file.snapshot, question, language });
  return { permitted: false, refusal, running: file.running?.number ?? null };
};

type Given = {
  readonly verdict: Permitted;
  readonly question: Question;
  readonly language: Language;
  readonly preset: Outlet | undefined;
};

const permission = (
  file: OwnFile,
  person: PersonRecord,
  { verdict, question, language, preset }: Given,
): Permission => {
  const bankView = (code: string): BankView => ({ code, name: bankInWords(file.snapshot, code, language) });
  return {
    permitted: true,
    dueOn: verdict.dueOn === null ? null : Temporal.PlainDate.from(verdict.dueOn),
    sources: citationsOf(file.snapshot, verdict.rules, language),
    record: recordOf(file, person, language),
    known: { name: person.name, phone: person.phone, district: person.district },
    bankRule: bankRuleOf(verdict),
    fixedBank: verdict.fixedBank === null ? null : bankView(verdict.fixedBank),
    banks: banksFor(file, question).map(bankView),
    presets: presetsView(presetsFor(file.snapshot, question), preset),
    occupationsNotAccepted: notAccepted(file, question),
    occupationSources: citationsOf(file.snapshot, ['R-BANK-14'], language),
    districts: districts.map((district) => ({ code: district.code, name: district[language] })),
    retiree: isRetiree(file, person),
  };
};

const presetsView = ({ delivery, outlet }: Presets, preset: Outlet | undefined): PresetsView => {
  if (outlet === null || preset?.outletId !== outlet.outletId) return { delivery, outlet: null };
  const { outletId: id, name, address, phone, district } = preset;
  return { delivery, outlet: { id, name, address, phone, district, bank: outlet.bank } };
};

const pensionRules = ['R-BANK-03', 'R-BANK-04', 'R-BANK-05'];
const employerRules = ['R-GROUP-03', 'R-GROUP-18'];

/** The gate names the rules it went by; that of the bank is among them. */
const bankRuleOf = ({ rules }: Permitted): Permission['bankRule'] => {
  if (rules.some((rule) => pensionRules.includes(rule))) return 'pension';
  return rules.some((rule) => employerRules.includes(rule)) ? 'employer' : 'free';
};

/** Every bank with which the gate would let this person apply today, in the order of the codes (R-BANK-09). */
const banksFor = ({ snapshot }: OwnFile, question: Question): readonly string[] =>
  [...new Set(snapshot.rows.banks.map(({ code }) => code))]
    .filter((bank) => admit(snapshot, { ...question, bank }).permitted)
    .sort();

/** The gate is asked about every occupation, at the few banks that have a rule about them. */
const notAccepted = ({ snapshot }: OwnFile, question: Question): Readonly<Record<string, readonly Occupation[]>> => {
  const isRefused = (bank: string, occupation: Occupation): boolean => {
    const verdict = admit(snapshot, { ...question, bank, occupation });
    return !verdict.permitted && verdict.code === 'OCCUPATION_NOT_ACCEPTED_BY_BANK';
  };
  const banks = new Set(snapshot.rows.occupationRules.map(({ bank }) => bank));
  return Object.fromEntries(
    [...banks].map((bank) => [bank, occupations.filter((occupation) => isRefused(bank, occupation))]),
  );
};

/** R-FIN-04 is said to those who have a pension. */
export const isRetiree = (file: OwnFile, person: PersonRecord): boolean =>
  personFacts(person, file.today).groups?.includes('retiree') ?? false;

export const recordOf = (file: OwnFile, person: PersonRecord, language: Language): RecordView => ({
  name: maskName(person.name),
  idNumber: maskIdNumber(person.idNumber),
  birthDate: person.birthDate,
  groups: (personFacts(person, file.today).groups ?? []).map((group) => policyWords(language).group[group]),
  district: districts.find(({ code }) => code === person.district)?.[language] ?? person.district,
  insured: person.insured,
});
