// What the demo page and the demo phone say, in Chinese and English.

export const words = {
  banner: {
    zh: '演示控制台：城市、人员、银行和手机均为虚构或模拟。',
    en: 'Controls of the demo: city, people, banks and phone are invented or simulated.',
  },
  title: { zh: '演示说明', en: 'About this demo' },
  lead: {
    zh: '扮演一个人去申领，把业务时钟拨快十分钟，银行就会看到申领并开始制卡；短信到演示手机，再回到门户启用新卡。',
    en: 'Be somebody and apply, put the business clock ten minutes ahead, and the bank sees the order and makes the card; messages come to the demo phone; then enable the card in the portal.',
  },
  links: { zh: '去哪里', en: 'Where to go' },
  portal: { zh: '门户', en: 'Portal' },
  phone: { zh: '演示手机', en: 'Demo phone' },
  api: { zh: '接口', en: 'API' },
  console: { zh: '工作台', en: 'Console' },
  clock: { zh: '业务时钟', en: 'Business clock' },
  now: { zh: '现在是（北京时间）', en: 'It is now (Beijing time)' },
  whyTen: {
    zh: '提交后十分钟内可以撤回，所以银行十分钟后才看得到申领。演示时不必等：',
    en: 'An application can be withdrawn for ten minutes, so its bank sees it only after that. No need to wait here:',
  },
  tenMinutes: { zh: '拨快 10 分钟', en: '10 minutes ahead' },
  oneDay: { zh: '拨快 1 天', en: '1 day ahead' },
  seeProgress: { zh: '看我的申领进度（需已扮演一个人）', en: 'See my progress (after being somebody)' },
  at: { zh: '或指定时刻', en: 'Or an instant' },
  setAt: { zh: '拨到这个时刻', en: 'Set the clock' },
  badInstant: {
    zh: '时刻没有改变：请填写 2024 至 2035 年之间的日期和时间。',
    en: 'The clock was not set: give a day and a time between 2024 and 2035.',
  },
  banks: { zh: '模拟银行', en: 'Simulated banks' },
  banksLead: {
    zh: '每家银行都是银行接口的一个普通客户：领取申领、确认、开户、制卡、寄出或送到网点。',
    en: 'Each bank is an ordinary client of the bank interface: takes orders, acknowledges, opens the account, makes the card, mails it or lays it out.',
  },
  noBanks: {
    zh: '没有模拟银行：已为真实银行设置了凭证。',
    en: 'No simulated banks: credentials of real ones are set.',
  },
  pace: { zh: '每一步用时', en: 'Time for each step' },
  seconds: { zh: '{count} 秒', en: '{count} s' },
  setPace: { zh: '设定', en: 'Set' },
  whichBank: { zh: '哪家银行', en: 'Which bank' },
  allBanks: { zh: '全部银行', en: 'All banks' },
  hurry: { zh: '马上办完', en: 'Finish now' },
  pause: { zh: '暂停', en: 'Pause' },
  resume: { zh: '继续', en: 'Resume' },
  refuseNext: { zh: '下一单开户失败', en: 'Refuse the next account' },
  states: { zh: '各行现在的情况', en: 'How the banks are' },
  paused: { zh: '已暂停', en: 'paused' },
  refusesNext: { zh: '下一单将开户失败', en: 'will refuse the next account' },
  idle: { zh: '还没有申领：{banks}', en: 'No orders yet: {banks}' },
  taken: { zh: '收到 {count} 单', en: '{count} orders taken' },
  last: { zh: '上一步：{step}（{number}）', en: 'last: {step} ({number})' },
  working: { zh: '{number}：下一步{step}', en: '{number}: next is {step}' },
  pickup: { zh: '在网点等本人领取', en: 'Waiting at an outlet for the person' },
  pickupLead: {
    zh: '本人带有效身份证件到网点，银行核验后交付。',
    en: 'The person comes with their ID, and the bank hands the card over.',
  },
  handOver: { zh: '本人到网点领取 {number}', en: 'Collect {number} at the outlet' },
  bureau: { zh: '模拟主管部门', en: 'Simulated bureau' },
  bureauLead: {
    zh: '审核人员发现申领有问题，在银行开户之前退回；申领人修改后以同一编号重新提交。',
    en: 'A clerk finds something wrong with an application and sends it back before the bank opens the account; its person corrects it under the same number.',
  },
  bureauNumber: { zh: '申领编号', en: 'Number of the application' },
  bureauReason: { zh: '原因', en: 'Reason' },
  bureauAct: { zh: '退回申领', en: 'Send it back' },
  people: { zh: '扮演谁', en: 'People to be' },
  peopleLead: {
    zh: '选一个人，用模拟的身份认证登录。',
    en: 'Choose somebody and log in with the simulated identity provider.',
  },
  back: { zh: '回到演示说明', en: 'Back to the demo' },
} as const;

/** What the bureau found, as its clerk chooses it. */
export const reasonWords = {
  'id-photo-unreadable': { zh: '身份证件照片看不清', en: 'ID photos cannot be read' },
  'card-photo-unsuitable': { zh: '制卡照片不合格', en: 'photo for the card cannot be used' },
  'id-expired': { zh: '身份证件已过有效期', en: 'ID document has expired' },
  'record-differs': { zh: '姓名或证件号码不一致', en: 'name or number differs' },
  'contact-incomplete': { zh: '手机号码或地址不完整', en: 'contact is incomplete' },
  'mail-data-incomplete': { zh: '邮寄信息不完整', en: 'mailing data are incomplete' },
  'bank-not-possible': { zh: '所选银行不能办理', en: 'the bank cannot issue it any more' },
  'not-entitled': { zh: '已不符合申领条件', en: 'no card can be issued any more' },
} as const;

/** What came of it. */
export const bureauOutcomes = {
  done: {
    zh: '已退回：申领人收到短信，可以修改后重新提交。',
    en: 'Sent back: the person got a message and can correct it.',
  },
  APPLICATION_UNKNOWN: { zh: '没有找到这个申领编号。', en: 'There is no application of this number.' },
  WRONG_STATE: {
    zh: '这件申领现在不能退回：银行已经开户，或已撤回、已退回。',
    en: 'It cannot be sent back now: the account is open, or it was withdrawn or sent back.',
  },
  other: { zh: '没有退回，请稍后再试。', en: 'It was not sent back; try again later.' },
} as const;

/** A step of a bank, in a sentence. */
export const stepWords = {
  'account-opened': { zh: '开户', en: 'open the account' },
  'account-refused': { zh: '开户失败', en: 'refuse the account' },
  produced: { zh: '制作', en: 'make the card' },
  mailed: { zh: '寄出', en: 'mail it' },
  'ready-at-outlet': { zh: '送到网点', en: 'lay it out at the outlet' },
  'handed-over': { zh: '交付本人', en: 'hand it over' },
} as const;

export const phoneWords = {
  banner: {
    zh: '这是模拟的手机：短信只到这里，不会发给任何人。程序停止后清空。',
    en: 'This is a simulated phone: messages come here and go to nobody. It is empty after a restart.',
  },
  title: { zh: '演示手机', en: 'Demo phone' },
  choose: { zh: '看谁的手机', en: 'Whose phone' },
  count: { zh: '{count} 条短信', en: '{count} messages' },
  none: { zh: '还没有短信', en: 'no messages yet' },
  inbox: { zh: '{name}的手机', en: 'The phone of {name}' },
  empty: { zh: '还没有短信。新短信会自动出现。', en: 'No messages yet. New ones appear by themselves.' },
  refreshing: { zh: '本页每 5 秒刷新一次。', en: 'This page is refreshed every 5 seconds.' },
  stop: { zh: '停止自动刷新', en: 'Stop refreshing' },
  start: { zh: '开始自动刷新', en: 'Refresh by itself' },
  others: { zh: '其他手机', en: 'Other phones' },
  other: { zh: '其他号码', en: 'Another number' },
} as const;

type Sentence = { readonly zh: string; readonly en: string };

/** Both sentences with their gaps filled, by one text for both languages or by a pair. */
export const filled = (
  { zh, en }: Sentence,
  values: Readonly<Record<string, string | number | Sentence>>,
): Sentence => {
  const fill = (text: string, language: 'zh' | 'en'): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { zh: fill(zh, 'zh'), en: fill(en, 'en') };
};

export const sceneWords = {
  banner: { zh: '演示用的模拟系统：就医与公交', en: 'Simulated systems of medical care and transit, for the demo' },
  title: { zh: '就医和公交系统收到的通知', en: 'Notices at medical care and transit' },
  medical: { zh: '就医结算', en: 'Medical care' },
  transit: { zh: '公共交通', en: 'Transit' },
  nothing: {
    zh: '还没有收到通知。启用一张卡，通知会到这里。',
    en: 'Nothing yet. Enable a card, and a notice arrives.',
  },
  'card-enabled': { zh: '已启用的卡', en: 'Card enabled' },
  'card-not-enabled': { zh: '启用已撤销的卡', en: 'Card not enabled after all' },
  'card-lost': { zh: '已挂失的卡', en: 'Card lost' },
  'card-usable': { zh: '可以再用的卡', en: 'Card usable again' },
} as const;

/** What the visitor does at the places of the transit operator; it reports it by its interface. */
export const operatorWords = {
  'top-up': { zh: '用 APP 充 50 元', en: 'Top up 50 yuan in the app' },
  rides: { zh: '乘一天车，7.50 元', en: 'A day of rides, 7.50 yuan' },
  'suburban-rail': { zh: '在自营网点开通市郊铁路', en: 'Open suburban rail at its outlet' },
  done: { zh: '已向系统报告。', en: 'Reported.' },
  refused: { zh: '系统没有接受。', en: 'It was not taken.' },
  WALLET_IN_STATE: {
    zh: '系统没有接受：这张卡还没有充过值，或余额正在退还。',
    en: 'It was not taken: this card was never topped up, or is being paid back.',
  },
  BALANCE_TOO_SMALL: { zh: '系统没有接受：余额不够，请先充值。', en: 'It was not taken: top up first.' },
} as const;

export const machineWords = {
  banner: { zh: '演示用的模拟设备：制卡机和身份证阅读器', en: 'Simulated machines: card writer and ID-card reader' },
  title: { zh: '网点的制卡机和身份证阅读器', en: 'Card writer and ID-card reader of the outlets' },
  reader: { zh: '身份证阅读器', en: 'ID-card reader' },
  card: { zh: '阅读器上放着谁的身份证', en: 'Whose ID card lies on the reader' },
  put: { zh: '放上', en: 'Put it there' },
  next: { zh: '制卡机的下一步会怎样', en: 'What befalls the next step of the card writer' },
  mishaps: {
    fine: { zh: '正常', en: 'It works' },
    spoils: { zh: '卡片损坏', en: 'The blank is spoiled' },
    down: { zh: '设备连不上', en: 'The machine cannot be reached' },
    'other-chip': { zh: '核验时芯片不符', en: 'At the check the chip differs' },
  },
} as const;

/** Days worth seeing, each at nine in the morning. */
export const clockDays = [
  {
    day: '2024-10-30',
    zh: '2024-10-30：集中换发开始，只有第一批',
    en: '2024-10-30: the exchange begins, batch 1 alone',
  },
  { day: '2025-10-08', zh: '2025-10-08：退休人员还不能申领', en: '2025-10-08: retirees may not apply yet' },
  { day: '2025-10-09', zh: '2025-10-09：第五批开放，演示从这天开始', en: '2025-10-09: batch 5 opens, the demo begins' },
  { day: '2025-10-20', zh: '2025-10-20：唐悦满 18 周岁', en: '2025-10-20: 唐悦 turns 18' },
  {
    day: '2025-11-09',
    zh: '2025-11-09：10 月 9 日申领、还没有制好的卡，昨天到期',
    en: '2025-11-09: what was applied for on 9 October and is not made is late',
  },
  {
    day: '2026-01-05',
    zh: '2026-01-05：常态化阶段，银行自选，窗口也能办',
    en: '2026-01-05: the regular phase, any bank, counters open',
  },
] as const;
