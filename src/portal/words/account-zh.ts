// What the pages of logins, devices and consents say in Chinese.

export const accountZh = {
  'who.title': '您是哪一位',
  'who.lead': '这个手机号由几位参保人共用，请选择您本人。',
  'who.legend': '请选择',
  'who.born': '{year} 年出生',
  'who.ending': '证件号码末两位 {ending}',
  'who.missing': '请选择您是哪一位',
  'who.act': '就是我，继续',
  'who.later': '办理业务前，还要用所选这位的姓名和证件号码核验。',
} as const;
