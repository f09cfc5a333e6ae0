// The file of insured people: its headings and the words its fields may hold (documented in docs/import.md).
import type { Columns } from '../base/rows.ts';
import type { Group } from '../policy/question.ts';
import type { IdType, Sex } from './id-number.ts';

export const peopleColumns = {
  core_number: { heading: '个人编号', required: true },
  name: { heading: '姓名', required: true },
  id_type: { heading: '证件类型' },
  id_number: { heading: '证件号码', required: true },
  id_valid_until: { heading: '证件有效期至' },
  birth_date: { heading: '出生日期' },
  sex: { heading: '性别' },
  phone: { heading: '手机号码' },
  district: { heading: '参保区', required: true },
  groups: { heading: '人员类别', required: true },
  insured: { heading: '是否参保', required: true },
  employer_code: { heading: '单位编号' },
  pension_banks: { heading: '养老金代发银行' },
  retired_on: { heading: '退休日期' },
  last_bank_change_on: { heading: '最近更换银行日期' },
  died_on: { heading: '死亡日期' },
  changed_on: { heading: '变更日期' },
  card_generation: { heading: '社保卡代次' },
  card_number: { heading: '社保卡号' },
  card_bank: { heading: '社保卡银行' },
  card_financial: { heading: '社保卡是否有金融功能' },
  electronic_card: { heading: '是否有电子社保卡' },
} as const satisfies Columns;

export type PeopleColumn = keyof typeof peopleColumns;

export const idTypeWords: ReadonlyMap<string, IdType> = new Map([
  ['resident', 'resident'],
  ['居民身份证', 'resident'],
  ['residence-permit', 'residence-permit'],
  ['港澳台居民居住证', 'residence-permit'],
  ['foreign-permanent', 'foreign-permanent'],
  ['外国人永久居留身份证', 'foreign-permanent'],
  ['other', 'other'],
  ['其他', 'other'],
]);

export const sexWords: ReadonlyMap<string, Sex> = new Map([
  ['male', 'male'],
  ['男', 'male'],
  ['female', 'female'],
  ['女', 'female'],
]);

export const groupWords: ReadonlyMap<string, Group> = new Map([
  ['employee', 'employee'],
  ['在职职工', 'employee'],
  ['minor', 'minor'],
  ['未成年人', 'minor'],
  ['student', 'student'],
  ['在校大学生', 'student'],
  ['flexible', 'flexible'],
  ['灵活就业人员', 'flexible'],
  ['resident', 'resident'],
  ['城乡居民', 'resident'],
  ['retiree', 'retiree'],
  ['离退休人员', 'retiree'],
  ['land-transfer', 'land-transfer'],
  ['超转人员', 'land-transfer'],
  ['military-retiree', 'military-retiree'],
  ['军休干部', 'military-retiree'],
]);

/** Documents without an end are written so. */
export const longTermWords: readonly string[] = ['长期', 'long-term', '99991231', '9999-12-31'];
