// What the console says in Chinese about contact details and about a change of bank at the counter.

export const contactZh = {
  'contact.open': '在这里办理',
  'contact.title': '变更联系信息',
  'contact.lead': '只填写要变更的，其他不变。请本人核对号码后再提交。',
  'contact.phone': '新的手机号码',
  'contact.address': '新的常住地址',
  'contact.occupation': '职业',
  'contact.asBefore': '不变更',
  'contact.act': '变更',
  'contact.done': '联系信息已变更。换了手机号码的，新号码和原号码都会收到提醒短信。',
  'contact.same': '没有改动：填写的和已登记的一样，或没有填写。',
  'contact.key': '姓名、证件号码不在这里变更：请本人先到人社、医疗保障部门变更，再到发卡银行换领。',
  'contact.bankPhone': '银行账户的预留手机号码不会跟着改变，只能在发卡银行网点变更。',
  'leave.tell.noCard': '请先告诉本人：注销后到新卡启用前没有可用的卡；社会保障功能和金融功能一起注销，不能恢复。',
  'leave.tell.balance': '账户里的钱请先转出，交通账户余额不会转到新卡；养老金等待遇的发放账户须另外变更。',
  'leave.tell.six': '更换完成后，满 6 个月才能再次更换。',
  'leave.warned': '已向本人说明：在职转退休、跨区更换工作的要谨慎更换，以免影响待遇发放',
  'leave.collected': '原卡已收回',
  'leave.next': '下一步由本人持有效身份证件到新银行网点申领，或在网上申领。',
} as const;
