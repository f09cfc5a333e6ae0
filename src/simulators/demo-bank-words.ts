// What the demo page says about the habits of a simulated bank and about cards at its counter, in Chinese and English.

/** What a habit is called, and how one that is not the usual is read back. */
export const habitWords = {
  delay: { zh: '步骤间隔', en: 'Pause between steps' },
  refusals: { zh: '开户失败', en: 'Accounts refused' },
  repeats: { zh: '重复报告', en: 'Reports sent again' },
  early: { zh: '乱序报告', en: 'Reports before their turn' },
  silence: { zh: '沉默', en: 'Silence' },
} as const;

export const habitsWords = {
  title: { zh: '银行的习惯', en: 'Habits of a bank' },
  lead: {
    zh: '慢、拒绝、重复、乱序、沉默：平台应当不受影响，重复不改变任何结果，乱序被拒后按序重报，沉默会变成“已逾期”。重启后习惯不变。',
    en: 'Slow, unwilling, repetitive, confused, silent: nothing of it may spoil anything. What is repeated changes nothing, what comes too early is refused and comes again, and silence becomes late. A restart does not change habits.',
  },
  asItIs: { zh: '不变', en: 'as it is' },
  pace: { zh: '同其他银行', en: 'like the other banks' },
  never: { zh: '从不', en: 'never' },
  always: { zh: '全部', en: 'all' },
  percent: { zh: '{count}%', en: '{count}%' },
  speaks: { zh: '正常报告', en: 'reports as it should' },
  silent: { zh: '只收单，不报告', en: 'takes orders and reports nothing' },
  set: { zh: '保存习惯', en: 'Keep these habits' },
  reset: { zh: '恢复正常', en: 'Back to the usual' },
  slow: { zh: '步骤间隔 {count} 秒', en: '{count} s for each step' },
  refuses: { zh: '{count}% 的申领开户失败', en: 'refuses {count}% of the accounts' },
  repeats: { zh: '{count}% 的报告重复发送', en: 'sends {count}% of the reports again' },
  confused: { zh: '{count}% 的报告先发下一步', en: 'sends {count}% of the reports after the one that follows' },
  repeated: {
    zh: '启动以来重复了 {count} 次，其中 {refused} 次被拒',
    en: '{count} reports repeated since the start, {refused} of them refused',
  },
  tooEarly: {
    zh: '启动以来有 {count} 份报告来得太早，已按序重报',
    en: '{count} reports came too early since the start, and came again in their turn',
  },
} as const;

export const cardWords = {
  title: { zh: '持卡人带卡到发卡银行网点', en: 'A card is brought to a counter of its bank' },
  lead: {
    zh: '本人带身份证件和卡原件；启用社保功能，激活金融功能，或一次完成。',
    en: 'The holder comes with ID and card: enable it, activate its financial function, or both at once.',
  },
  card: { zh: '{bank}：卡号末三位 {end}', en: '{bank}: card ending in {end}' },
  isEnabled: { zh: '已启用', en: 'enabled' },
  enable: { zh: '启用', en: 'Enable' },
  activate: { zh: '激活金融功能', en: 'Activate the financial function' },
  both: { zh: '启用并激活', en: 'Enable and activate' },
  onTheSpot: { zh: '领取 {number}，当场启用并激活', en: 'Collect {number}, enabled and activated on the spot' },
} as const;
