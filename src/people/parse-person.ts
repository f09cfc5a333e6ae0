// One row of the file of insured people → a person, or everything that is wrong with the row.

import { isDistrict } from '../base/districts.ts';
import {
  type Fields,
  fieldsOf,
  type Parse,
  parseBank,
  parseDate,
  parseList,
  parseMatch,
  parseWord,
  parseYesNo,
} from '../base/fields.ts';
import type { Row } from '../base/rows.ts';
import type { ParsedRow } from '../database/import-file.ts';
import {
  birthDateOf,
  type IdType,
  idNumberProblem,
  idTypeOf,
  normaliseIdNumber,
  type Sex,
  sexOf,
} from './id-number.ts';
import { isName, normaliseName } from './name.ts';
import { groupWords, idTypeWords, longTermWords, type PeopleColumn, sexWords } from './people-columns.ts';
import { type InsuranceFields, longTerm, type PensionBank, type PersonalFields } from './person.ts';
import { isMinor } from './person-facts.ts';
import { isMobilePhone, normalisePhone } from './phone.ts';

/** The physical card the core system knows of. `financial` says whether it has a financial function (R-OLD-06). */
export type ImportedCard = {
  readonly generation: 1 | 2 | 3;
  readonly number: string | null;
  readonly bank: string | null;
  readonly financial: boolean;
};

export type ImportedPerson = {
  readonly personal: PersonalFields;
  readonly insurance: InsuranceFields;
  readonly employerCode: string | null;
  readonly card: ImportedCard | null;
  readonly electronicCard: boolean;
  /** From which day on what differs holds; null: the file does not say. */
  readonly changedOn: Temporal.PlainDate | null;
};

/** `today` decides who is a minor, who need not be given a group, and what lies in the future. */
export const parsePerson = (row: Row<PeopleColumn>, today: Temporal.PlainDate): ParsedRow<ImportedPerson> => {
  const fields = fieldsOf(row);
  const personal = parsePersonal(fields);
  const minor = personal !== undefined && isMinor(personal.birthDate, today);
  const insurance = parseInsurance(fields, { minor, today });
  const employerCode = fields.optional('employer_code', parseCode, 'form');
  const card = parseCard(fields);
  const electronicCard = fields.optional('electronic_card', parseYesNo, 'yes-no') ?? false;
  const changedOn = parsePast(fields, 'changed_on', today);
  if (!personal || !insurance || fields.problems.length > 0) return { ok: false, problems: fields.problems };
  return { ok: true, value: { personal, insurance, employerCode, card, electronicCard, changedOn } };
};

const parseCode = parseMatch(/^[0-9A-Za-z-]{1,32}$/);
const parseName: Parse<string> = (text) => [normaliseName(text)].find(isName);
const parsePhone: Parse<string> = (text) => [normalisePhone(text)].find(isMobilePhone);
const parseValidity: Parse<Temporal.PlainDate> = (text) => parseDate(longTermWords.includes(text) ? longTerm : text);
const parseGroups = parseList(parseWord(groupWords));

const parsePersonal = (fields: Fields<PeopleColumn>): PersonalFields | undefined => {
  const coreNumber = fields.required('core_number', parseCode, 'form');
  const name = fields.required('name', parseName, 'name');
  const identity = parseIdentity(fields);
  const idValidUntil = fields.optional('id_valid_until', parseValidity, 'date');
  const phone = fields.optional('phone', parsePhone, 'phone');
  return coreNumber && name && identity ? { coreNumber, name, ...identity, idValidUntil, phone } : undefined;
};

type Identity = Pick<PersonalFields, 'idType' | 'idNumber' | 'birthDate' | 'sex'>;

// Birth date and sex come from the number where it has them; a column that says otherwise is an error of the sender.
const parseIdentity = (fields: Fields<PeopleColumn>): Identity | undefined => {
  const idNumber = fields.required('id_number', normaliseIdNumber, 'id-number-form');
  const statedType = fields.optional('id_type', parseWord(idTypeWords), 'choice');
  const statedBirthDate = fields.optional('birth_date', parseDate, 'date');
  const statedSex = fields.optional('sex', parseWord(sexWords), 'choice');
  if (idNumber === undefined) return undefined;
  const idType: IdType = statedType ?? idTypeOf(idNumber) ?? 'resident';
  const problem = idNumberProblem(idType, idNumber);
  if (problem) {
    fields.report('id_number', problem);
    return undefined;
  }
  const hasFacts = idType !== 'other';
  const birthDate = (hasFacts ? birthDateOf(idNumber) : undefined) ?? statedBirthDate;
  const sex: Sex | null = (hasFacts ? sexOf(idNumber) : undefined) ?? statedSex;
  if (birthDate === null) fields.report('birth_date', 'missing');
  else if (statedBirthDate && !birthDate.equals(statedBirthDate)) fields.report('birth_date', 'differs-from-id-number');
  if (statedSex && statedSex !== sex) fields.report('sex', 'differs-from-id-number');
  return birthDate === null ? undefined : { idType, idNumber, birthDate, sex };
};

type Today = { readonly minor: boolean; readonly today: Temporal.PlainDate };

const parseInsurance = (fields: Fields<PeopleColumn>, { minor, today }: Today): InsuranceFields | undefined => {
  const groups = minor
    ? (fields.optional('groups', parseGroups, 'choice') ?? [])
    : fields.required('groups', parseGroups, 'choice');
  const insured = fields.required('insured', parseYesNo, 'yes-no');
  const district = fields.required('district', (text) => [text].find(isDistrict), 'district');
  const banks = fields.optional('pension_banks', parseList(parsePensionBank), 'form') ?? [];
  const retiredOn = fields.optional('retired_on', parseDate, 'date');
  const lastBankChangeOn = fields.optional('last_bank_change_on', parseDate, 'date');
  const diedOn = parsePast(fields, 'died_on', today);
  if (!groups || insured === undefined || !district) return undefined;
  const pensionBanks = banks.toSorted((one, other) => Temporal.PlainDate.compare(one.from, other.from));
  return { groups, insured, district, pensionBanks, retiredOn, lastBankChangeOn, diedOn };
};

const parsePast = (
  fields: Fields<PeopleColumn>,
  name: 'died_on' | 'changed_on',
  today: Temporal.PlainDate,
): Temporal.PlainDate | null => {
  const date = fields.optional(name, parseDate, 'date');
  if (date !== null && Temporal.PlainDate.compare(date, today) > 0) fields.report(name, 'in-future');
  return date;
};

// `102@2015-03-01`: bank and the day from which it pays.
const parsePensionBank: Parse<PensionBank> = (text) => {
  const [bankText = '', fromText = '', ...more] = text.split('@');
  const bank = parseBank(bankText);
  const from = parseDate(fromText);
  return bank && from && more.length === 0 ? { bank, from } : undefined;
};

const generations: ReadonlyMap<string, 1 | 2 | 3> = new Map([
  ['1', 1],
  ['2', 2],
  ['3', 3],
]);

const parseCard = (fields: Fields<PeopleColumn>): ImportedCard | null => {
  const generation = fields.optional('card_generation', (text) => generations.get(text), 'choice');
  const number = fields.optional('card_number', parseMatch(/^[0-9A-Z]{9,12}$/), 'form');
  const bank = fields.optional('card_bank', parseBank, 'bank');
  const financial = fields.optional('card_financial', parseYesNo, 'yes-no') ?? false;
  const isAlone = number === null && bank === null && !financial;
  if (fields.isEmpty('card_generation') && !isAlone) fields.report('card_generation', 'missing');
  // Without a bank nobody could be asked about the account; every third-generation card is of a bank.
  if (fields.isEmpty('card_bank') && (financial || generation === 3)) fields.report('card_bank', 'missing');
  return generation === null ? null : { generation, number, bank, financial };
};
