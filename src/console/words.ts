// What the console says, in Chinese and English.

export const consoleWords = {
  zh: {
    title: '工作台',
    text: '工作人员的工作台还没有在这个版本里：登录、待办、窗口办理和统计会随以后的版本提供。',
    now: '这个版本已有的',
    policy: '政策一览：批次、银行、时限、渠道与条款',
    canI: '我现在能办吗：三个问题，当场回答',
    api: '接口：合作银行与其他系统',
  },
  en: {
    title: 'Console',
    text: 'The console for staff is not part of this version: login, queue, counter and statistics come with later ones.',
    now: 'What this version has',
    policy: 'The rules at a glance: batches, banks, limits, channels, clauses',
    canI: 'May I do it now: three questions, one answer',
    api: 'Interfaces for banks and other systems',
  },
} as const;
