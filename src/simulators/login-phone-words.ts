// What the simulated login provider says to who logs in by phone, in Chinese and English.
import type { PhoneProblem } from './login-phone.ts';
import type { Words } from './login-words.ts';

/** The message with the code; it carries no link and asks for nothing. */
export const codeText = (code: string): string =>
  `【模拟身份认证】登录验证码 ${code}，5 分钟内有效。请勿告诉任何人，工作人员不会向您索要。`;

export const phoneWords = {
  begin: { zh: '用手机号和短信验证码登录', en: 'Log in with a phone number and a code' },
  orPick: { zh: '或选择演示人物', en: 'Or choose who you are in the demo' },
  phoneTitle: { zh: '手机号登录', en: 'Log in by phone' },
  phone: { zh: '手机号码', en: 'Phone number' },
  phoneHint: { zh: '11 位，例如 199-0000-0001', en: '11 digits, e.g. 199-0000-0001' },
  send: { zh: '获取验证码', en: 'Send me a code' },
  codeTitle: { zh: '输入短信验证码', en: 'Enter the code' },
  sent: {
    zh: '验证码已发送到 {phone}，5 分钟内有效。没有收到？请核对号码。',
    en: 'A code was sent to {phone}; it is good for 5 minutes. Nothing came? Check the number.',
  },
  inbox: { zh: '打开演示手机查看短信（新窗口）', en: 'Open the demo phone to read it (new window)' },
  code: { zh: '6 位验证码', en: 'Code of 6 digits' },
  confirm: { zh: '确定', en: 'Confirm' },
  again: { zh: '重新获取验证码', en: 'Send another code' },
  otherPhone: { zh: '换一个手机号', en: 'Another phone number' },
  nameTitle: { zh: '实名认证', en: 'Your name and ID number' },
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '证件号码', en: 'ID number' },
  check: { zh: '提交核验', en: 'Check' },
  proofTitle: { zh: '确认是您本人', en: 'Show that it is you' },
  proofLead: {
    zh: '请选择一种方式，效力相同。不愿刷脸可以选另外两种。',
    en: 'Choose one way; all count the same. Nobody has to show their face.',
  },
  problem: { zh: '错误：', en: 'Error:' },
} as const satisfies Record<string, Words>;

/** `status` is that of HTTP. `{left}` is how many more tries there are. */
export const phoneProblems: Readonly<Record<PhoneProblem, Words & { readonly status: number }>> = {
  'phone-form': {
    status: 422,
    zh: '手机号码应为 11 位数字。',
    en: 'A phone number has 11 digits.',
  },
  'too-many-codes': {
    status: 429,
    zh: '获取验证码次数过多，请 15 分钟后再试。',
    en: 'Too many codes were asked for. Try again in 15 minutes.',
  },
  'not-sent': {
    status: 503,
    zh: '短信暂时发不出去，请过几分钟再试。',
    en: 'The message could not be sent. Try again in some minutes.',
  },
  'code-wrong': {
    status: 401,
    zh: '验证码不正确，还可以试 {left} 次。',
    en: 'This is not the code. Tries left: {left}.',
  },
  'code-over': {
    status: 401,
    zh: '验证码已失效，请重新获取。',
    en: 'The code is no longer good. Ask for another one.',
  },
  'too-many-tries': {
    status: 429,
    zh: '验证码输错次数过多，请 15 分钟后再试。',
    en: 'Too many wrong codes. Try again in 15 minutes.',
  },
  'name-wrong': {
    status: 401,
    zh: '姓名、证件号码与手机号不一致，还可以试 {left} 次。',
    en: 'Name, ID number and phone do not belong together. Tries left: {left}.',
  },
  'too-many-names': {
    status: 429,
    zh: '核验失败次数过多，请 15 分钟后再试。',
    en: 'Too many checks failed. Try again in 15 minutes.',
  },
  'proof-missing': { status: 422, zh: '请选择一种方式。', en: 'Choose one of the ways.' },
};
