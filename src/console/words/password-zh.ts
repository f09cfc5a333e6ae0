// What the console says in Chinese about the service password of somebody at the counter.

export const passwordZh = {
  'password.open': '在这里办理',
  'password.title': '服务密码',
  'password.for': '申请人：{who}',
  'password.lead': '密码由本人在密码键盘上输入，工作人员不看、不问、不记。它与银行卡密码、医保个人账户密码无关。',
  'password.change': '修改',
  'password.changeLead': '知道现在的密码时用。代办人只能修改，不能重置。',
  'password.old': '现在的服务密码',
  'password.new': '新的服务密码（6 至 12 位数字）',
  'password.again': '再输入一次新密码',
  'password.notAgain': '两次输入的新密码不一样',
  'password.reset': '重置为初始密码',
  'password.resetLead': '忘记或已锁定时用。重置后为社会保障号码后 6 位，只能用于查询，请告知本人尽快修改。',
  'password.resetAct': '重置',
  'password.changed': '服务密码已修改。',
  'password.wasReset': '服务密码已重置为初始密码（社会保障号码后 6 位）。请提醒本人尽快修改。',
} as const;
