// What the pages for anyone with a question say in Chinese: progress without a login, messages, questions, notices.

export const helpZh = {
  'lookUp.title': '申领进度查询',
  'lookUp.lead': '不用登录。输入申领编号和证件号码后四位，查看办到哪一步。',
  'lookUp.number': '申领编号',
  'lookUp.numberHint': '在申领成功页面和短信里，共 12 位，例如 K7QM-2X4T-9ABC',
  'lookUp.numberMissing': '请填写申领编号',
  'lookUp.lastFour': '证件号码后四位',
  'lookUp.lastFourHint': '申领人的身份证件，末位是 X 的也算一位',
  'lookUp.lastFourMissing': '请填写证件号码后四位（4 位数字或字母）',
  'lookUp.act': '查询',
  'lookUp.unknown': '没有查到。请核对申领编号和证件号码后四位；仍查不到的，请拨打 96066。',
  'lookUp.tooOften': '查询次数过多，请 15 分钟后再试，或拨打 96066。',
  'lookUp.other': '也可以这样查',
  'lookUp.login': '登录后查看完整进度',
  'lookUp.bank': '拨打发卡银行的服务电话，或到社保卡服务网点查询',
  'lookUp.more': '这里只显示步骤和日期。网点、邮件号等内容，登录后查看。',
  'lookUp.urge': '登录后可以在线催办，也可以拨打 96066 催办。',
  'lookUp.again': '查询另一件',
} as const;
