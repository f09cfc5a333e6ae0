// What the counter's pages about purse and park ticket say in Chinese.

export const sceneZh = {
  'action.serve-scenes': '为到场的人充值、开通市郊铁路、退资、售公园年票',
  'scene.amount': '充值金额（元）',
  'scene.terms': '{multipleOf} 元的整数倍，余额不超过 {largest} 元。',
  'scene.payment': '付款方式',
  'scene.payment.issuing-account': '从社保卡金融账户划扣',
  'scene.payment.cash': '现金',
  'scene.payment.other-bank-card': '本行其他银行卡',
  'scene.account': '余额退到哪里',
  'scene.otherAccount': '其他银行账户',
  'scene.bankName': '开户银行',
  'scene.accountNumber': '账号',
  'scene.refundDue': '最晚退款日',
  'scene.park': '{year} 年年票，{amount} 元，可用到 {until}。',
  'scene.toldFree': '已告知：到这个年龄，不少公园可以免费入园',
  'scene.incomplete': '请填写完整后再提交。',
  'scene.effect.top-up-transit': '充值后即可乘公交、地铁；丢失不退。',
  'scene.effect.open-suburban-rail': '开通后可乘市郊铁路。',
  'scene.effect.refund-transit': '和坏卡换卡一起办理：全部余额 2 个自然日内由本行退到所填账户。',
  'scene.effect.buy-park-ticket': '年票加载在这张卡上，范围和办法以当年的发售公告为准。',
} as const;
