// What the simulated login provider says to staff, in Chinese and English.
import type { Words } from './login-words.ts';

export const staffWords = {
  choose: { zh: '选择演示工作人员', en: 'Choose whom of staff you are in the demo' },
  lead: {
    zh: '密码视为已经输入。下一步是第二重验证：验证码会发到这个账号的演示手机。',
    en: 'The password counts as entered. The second factor comes next: a code for the demo phone of the account.',
  },
  codeTitle: { zh: '第二重验证', en: 'The second factor' },
  codeSent: {
    zh: '验证码已发到{name}的演示手机，5 分钟内有效。',
    en: 'A code was sent to the demo phone of {name}; it is good for 5 minutes.',
  },
  withoutCode: { zh: '不用验证码（工作台会拒绝）', en: 'Without a code (the console will refuse)' },
  other: { zh: '换一个账号', en: 'Another account' },
} as const satisfies Record<string, Words>;
