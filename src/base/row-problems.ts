// Why a row of an imported file is refused: the codes, and what the person who sent the file reads.

const words = {
  'row-form': {
    zh: '此行无法读取：引号不成对或过长',
    en: 'the row cannot be read: a quotation mark is open or it is too long',
  },
  'row-fields': { zh: '列数与表头不同', en: 'it has not as many fields as there are headings' },
  missing: { zh: '必填项为空', en: 'it is required and empty' },
  form: { zh: '格式不正确', en: 'it does not have the form of this field' },
  date: { zh: '不是有效日期，应为 2025-10-09 的形式', en: 'it is not a date such as 2025-10-09' },
  'in-future': { zh: '日期在今天之后', en: 'it lies after today' },
  'yes-no': { zh: '应为“是”或“否”', en: 'it is neither yes nor no' },
  choice: { zh: '不在可选值之内', en: 'it is none of the values of this field' },
  district: { zh: '不是本市的区代码', en: 'it is no district code of this city' },
  bank: { zh: '不是银行代码（3 位或 12 位数字）', en: 'it is no bank code of 3 or 12 digits' },
  'too-many-banks': { zh: '合作银行超过 3 家', en: 'it names more than 3 banks' },
  name: { zh: '含有姓名中不能出现的字符，或超过 50 个字', en: 'it has characters no name has, or more than 50' },
  phone: { zh: '不是中国大陆手机号码', en: 'it is no mainland mobile number' },
  'id-number-form': { zh: '证件号码的位数或字符不正确', en: 'it does not have the length or characters of its type' },
  'id-number-check-character': { zh: '证件号码的校验码不正确', en: 'its check character is wrong' },
  'id-number-birth-date': { zh: '证件号码中的出生日期不存在', en: 'the birth date in it does not exist' },
  'id-number-prefix': { zh: '证件号码与证件类型不符', en: 'it belongs to another type of document' },
  'id-number-taken': { zh: '该证件号码已属于另一个个人编号', en: 'it belongs to another core number already' },
  'differs-from-id-number': { zh: '与证件号码中的不一致', en: 'it differs from what the ID number says' },
  'employer-unknown': { zh: '没有此单位，请先导入单位文件', en: 'no such employer: import the employers first' },
  'outlet-bank': {
    zh: '银行网点必须有银行代码，其他网点不得有',
    en: 'a bank outlet has a bank, another outlet has none',
  },
  'repeated-in-file': { zh: '本文件前面已有同一编号的行', en: 'an earlier row of this file has the same number' },
} as const;

export type ProblemCode = keyof typeof words;

/** One thing that is wrong with a field; '' when it is the row as a whole. Never quotes the value. */
export type RowProblem = { readonly field: string; readonly code: ProblemCode };

export type RejectedRow = { readonly line: number; readonly problems: readonly RowProblem[] };

/** The words of a code; of one that a newer release recorded, the code itself. */
export const problemWords = (code: string): { readonly zh: string; readonly en: string } =>
  isProblemCode(code) ? words[code] : { zh: code, en: code };

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(words, code);
