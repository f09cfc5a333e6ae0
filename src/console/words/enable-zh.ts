// What the console says in Chinese about enabling a card for somebody.

export const enableZh = {
  'enable.title': '启用社会保障功能',
  'enable.open': '在这里启用',
  'enable.for': '申请人：{who}',
  'enable.act': '启用',
  'replace.onTheSpot': '这里是即时制卡网点：可以当场制卡、当场交付；领卡方式请选本网点。',
  'replace.proofHint': '特殊身份标识变更的，须核对人社、医保、民政等部门出具的办结证明；姓名、号码变更以参保信息为准。',
  'replace.effect.reissue':
    '原卡社会保障功能同时正式挂失，并请银行挂失账户；提交后不能撤回，原卡不能再解挂。请先向本人说明。',
  'replace.effect.exchange-damaged': '新卡启用前原卡照常使用；启用新卡的同时原卡失效。原卡交通余额可在发卡银行网点退。',
  'replace.effect.exchange-changed': '新卡按参保信息里现在的姓名和号码制作；启用新卡的同时原卡失效。',
  'enable.effect': '启用后，原来的社保卡同时停止社会保障功能，电子社保卡关联新卡；金融功能由发卡银行激活。',
  'enable.callerName': '来电人说的姓名',
  'enable.callerId': '来电人说的证件号码',
  'enable.proof': '还用什么核实了来电人（只记方式，不记答案）',
  'enable.proof.call-back': '按登记的手机号码回拨',
  'enable.proof.service-password': '服务密码（由来电人按键输入）',
  'enable.typed': '来电人按键输入的服务密码',
  'enable.typedHint': '只用于服务密码核实。请来电人按电话键，不要让来电人念出来；初始密码不能用来启用。',
  'enable.proof.knowledge-check': '核对办理过的事项',
  'loss.effect.report-temporary-loss':
    '社会保障功能即时停止 15 天，并请发卡银行暂停金融功能；要更稳妥，请持卡人直接致电银行。交通余额不能远程停用。',
  'loss.effect.release-temporary-loss': '社会保障功能即时恢复，并请发卡银行恢复金融功能。',
  'loss.effect.report-formal-loss': '不会自动解挂。在发卡银行网点，金融功能一并挂失；补领也在发卡银行。',
  'loss.effect.release-formal-loss': '社会保障功能即时恢复。在发卡银行网点，金融功能一并恢复。',
  'loss.told': '已告知办理人：金融功能请到发卡合作银行办理',
  'loss.until': '自动解挂',
} as const;
