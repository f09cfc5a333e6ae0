// What the console says in Chinese about production: what is held, what has no last day, and the lots of the banks.

export const productionZh = {
  'hold.open': '暂缓办理',
  'hold.title': '暂缓办理申领',
  'hold.lead': '申领 {number} 将停在目前的状态，银行暂时看不到或不能回报，申请人收到短信。核实后请恢复办理或退回。',
  'hold.which': '为什么暂缓（可多选，申请人看得到）',
  'hold.act': '暂缓办理',
  'hold.back': '不改动，返回',
  'hold.missing': '请至少选择一项原因。',
  'hold.APPLICATION_UNKNOWN': '没有这件申领。',
  'hold.WRONG_STATE': '这件申领的状态已经变了，请回到申领页查看。',
  'hold.BUSY': '这件申领正在被别人处理，请稍后再试。',
  'hold.KEY_REUSED': '这次提交已经用过，请返回后重新填写。',
  'release.open': '恢复办理',
  'release.title': '恢复办理申领',
  'release.lead':
    '申领 {number} 将回到暂缓前的状态继续办理，期限不变，申请人收到短信。下面的原因今后不再使它暂缓。不能办理的，请改为退回。',
  'release.act': '恢复办理',
  'alarm.title': '需要主管部门处理',
  'alarm.undated': '{count}申领还没有最后一天：{year} 年的工作日历没有录入。',
  'alarm.addYear': '录入该年日历',
  'alarm.see': '查看',
  'alarm.held': '{count}申领暂缓办理，等待核实。',
  'action.hold-application': '暂缓与恢复办理申领',
} as const;
