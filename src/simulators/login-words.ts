// What the simulated login provider says, in Chinese and English, and the ways of proof it offers.

export type ProofCode = 'phone' | 'id-number' | 'face' | 'counter-code' | 'bank-card';

/** `amr` names the kind of proof in the words of RFC 8176. */
export type Proof = {
  readonly code: ProofCode;
  readonly level: 1 | 2 | 3;
  readonly amr: readonly string[];
  readonly zh: string;
  readonly en: string;
};

/** Beside the face there is always another way of the same level: nobody must be made to show their face (R-CHAN-21). */
export const proofs: readonly Proof[] = [
  { code: 'phone', level: 1, amr: ['sms'], zh: '手机短信验证码', en: 'Code by text message' },
  { code: 'id-number', level: 2, amr: ['kba'], zh: '姓名和身份证号', en: 'Name and ID number' },
  { code: 'face', level: 3, amr: ['face'], zh: '刷脸（模拟）', en: 'Face, simulated' },
  { code: 'counter-code', level: 3, amr: ['otp'], zh: '不刷脸：窗口验证码', en: 'Without face: code from a counter' },
  { code: 'bank-card', level: 3, amr: ['sc'], zh: '不刷脸：银行卡核验', en: 'Without face: check of a bank card' },
];

export const words = {
  banner: {
    zh: '这是模拟的身份认证平台：人物和号码都是虚构的，不核验任何人。',
    en: 'This is a simulated identity provider: people and numbers are invented, nobody is checked.',
  },
  choose: { zh: '选择演示人物', en: 'Choose who you are in the demo' },
  prove: { zh: '选择核验方式', en: 'Choose how to prove who you are' },
  needed: { zh: '本次需要第 {level} 级', en: 'Level {level} is needed' },
  notEnough: { zh: '较低级别（本次不够）', en: 'Lower levels (not enough this time)' },
  level: { zh: '第 {level} 级', en: 'Level {level}' },
  shown: { zh: '将出示', en: 'What is shown' },
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '身份证号', en: 'ID number' },
  phone: { zh: '手机号', en: 'Phone' },
  other: { zh: '换一个人', en: 'Somebody else' },
  cancel: { zh: '取消登录', en: 'Cancel' },
  failed: { zh: '登录请求无效或已过期', en: 'The login request is not valid or too old' },
  back: { zh: '回到首页', en: 'Home' },
} as const;

export type Words = { readonly zh: string; readonly en: string };

/** Both languages with the gap `{name}` filled in. */
export const withGap = ({ zh, en }: Words, name: string, value: string): Words => ({
  zh: zh.replace(`{${name}}`, value),
  en: en.replace(`{${name}}`, value),
});

/** Both languages with the level filled in. */
export const withLevel = (of: Words, level: number): Words => withGap(of, 'level', String(level));
