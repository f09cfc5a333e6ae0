// Why the bureau sends an application back: listed reasons with their rules, the part of the form, and what to do; no free text.
import type { PhotoKind } from '../photos/photo.ts';

/** Parts of the form that a person answers anew. */
export type FormPart = 'record' | 'contact' | 'id-photos' | 'card-photo' | 'bank' | 'mail';

type Words = { readonly why: string; readonly remedy: string };
type Reason = {
  readonly rules: readonly string[];
  readonly parts: readonly FormPart[];
  /** Pictures that cannot be sent again. */
  readonly pictures: readonly PhotoKind[];
  readonly zh: Words;
  readonly en: Words;
};

const idPhotos: readonly PhotoKind[] = ['id-front', 'id-back'];

/** In the order of the form, as clerks and people read them. */
export const reasonTable = {
  // R-INFO-03: name and number are corrected where they come from, never in the form.
  'record-differs': {
    ...{ rules: ['R-INFO-03', 'R-GROUP-09'], parts: ['record', 'id-photos'], pictures: idPhotos },
    zh: {
      why: '姓名或证件号码与参保信息不一致',
      remedy: '请核对参保信息。信息有误的，先到参保单位或社保经办机构更正；信息无误的，请重新拍摄本人的身份证件。',
    },
    en: {
      why: 'Name or ID number differs from your insurance record',
      remedy:
        'Check your record. If it is wrong, have it corrected first by your employer or the social insurance office; if it is right, photograph your own ID document again.',
    },
  },
  // G-38: somebody who died, or is insured no more. The gate says so to whoever tries again.
  'not-entitled': {
    ...{ rules: ['R-ELIG-01'], parts: ['record'], pictures: [] },
    zh: {
      why: '参保情况有变化，已不符合申领条件',
      remedy: '参保信息有误的，请先到参保单位或社保经办机构更正，再重新提交；有疑问请拨打 96066。',
    },
    en: {
      why: 'Your insurance has changed, and no card can be issued any more',
      remedy:
        'If your record is wrong, have it corrected by your employer or the social insurance office, then send the application again. Questions: 96066.',
    },
  },
  'contact-incomplete': {
    ...{ rules: ['R-CHAN-22', 'R-INFO-05'], parts: ['contact'], pictures: [] },
    zh: { why: '手机号码或常住地址不完整', remedy: '请补全手机号码和常住地址，地址写到门牌号。' },
    en: {
      why: 'Phone number or home address is incomplete',
      remedy: 'Complete both; the address needs the house number.',
    },
  },
  'mail-data-incomplete': {
    ...{ rules: ['R-GROUP-12'], parts: ['mail'], pictures: [] },
    zh: { why: '邮寄信息不完整', remedy: '请补全收件人、手机号码和邮寄地址，地址写到门牌号。' },
    en: {
      why: 'The mailing data are incomplete',
      remedy: 'Complete recipient, phone and address; the address needs the house number.',
    },
  },
  'id-photo-unreadable': {
    ...{ rules: ['R-GROUP-09'], parts: ['id-photos'], pictures: idPhotos },
    zh: {
      why: '身份证件照片看不清',
      remedy: '请重新拍摄身份证件的两面：光线充足，不要反光，四角完整，文字清楚。',
    },
    en: {
      why: 'The photos of your ID document cannot be read',
      remedy: 'Photograph both sides again: in good light, without glare, with all corners and sharp letters.',
    },
  },
  // R-CHAN-19: a valid ID.
  'id-expired': {
    ...{ rules: ['R-CHAN-19', 'R-GROUP-09'], parts: ['id-photos'], pictures: idPhotos },
    zh: { why: '身份证件已过有效期', remedy: '请先换领新证件，再拍摄新证件的两面。' },
    en: {
      why: 'Your ID document has expired',
      remedy: 'Get a new document first, then photograph both sides of it.',
    },
  },
  // G-38: a bank that left, or another one that has to issue the card of somebody who retired.
  'bank-not-possible': {
    ...{ rules: ['R-BANK-02', 'R-BANK-03'], parts: ['bank'], pictures: [] },
    zh: { why: '所选银行已不能办理这件申领', remedy: '请改选银行后重新提交，编号不变。' },
    en: {
      why: 'The bank you chose cannot issue this card any more',
      remedy: 'Choose another bank and send the application again, under the same number.',
    },
  },
  'card-photo-unsuitable': {
    ...{ rules: ['R-PHOTO-01', 'R-PHOTO-02'], parts: ['card-photo'], pictures: ['card-photo'] },
    zh: { why: '制卡照片不合格', remedy: '请换一张近期的正面免冠证件照，白色背景，面部清晰。' },
    en: {
      why: 'The photo for the card cannot be used',
      remedy: 'Send another recent one: from the front, without a hat, on white, with a clear face.',
    },
  },
} as const satisfies Readonly<Record<string, Reason>>;

export type RejectionReason = keyof typeof reasonTable;

const isReason = (code: string): code is RejectionReason => Object.hasOwn(reasonTable, code);
export const rejectionReasons: readonly RejectionReason[] = Object.keys(reasonTable).filter(isReason);

/** Everything about a reason. */
export const reasonOf = (code: RejectionReason): Reason => reasonTable[code];

/** Reasons as an event keeps them: codes with spaces between; a code of another release is left out. */
export const reasonsFrom = (codes: string | undefined): readonly RejectionReason[] =>
  (codes ?? '').split(' ').filter(isReason);

/** Rules, parts or pictures of several reasons, each once. */
export const allOf = <Key extends 'rules' | 'parts' | 'pictures'>(
  reasons: readonly RejectionReason[],
  key: Key,
): readonly Reason[Key][number][] => [
  ...new Set(reasons.flatMap((code): Reason[Key][number][] => [...reasonOf(code)[key]])),
];
