// Notices with our own summaries, newest first; the documents behind them come from the catalogue.

export type PublicNotice = {
  /** `yyyy-mm-dd` */
  readonly date: string;
  readonly rules: readonly string[];
  readonly zh: { readonly title: string; readonly summary: string };
  readonly en: { readonly title: string; readonly summary: string };
};

export const notices: readonly PublicNotice[] = [
  {
    date: '2025-12-09',
    rules: ['R-ECARD-02', 'R-NOTICE-02'],
    zh: {
      title: '第三代社保卡换发情况发布',
      summary: '市政府新闻发布会介绍换发进展：明年起常态化办理，申领实体卡时同步获得电子社保卡。',
    },
    en: {
      title: 'News on the exchange',
      summary:
        'The city government told how far the exchange is: from next year on the regular phase; the electronic card comes with the application.',
    },
  },
  {
    date: '2025-10-09',
    rules: ['R-ELIG-11', 'R-BANK-04', 'R-NOTICE-04'],
    zh: {
      title: '第五批集中换发启动：离退休人员',
      summary:
        '即日起离退休人员可在网上申领，由养老金代发银行制发。原卡可继续使用，申领不改变养老金发放账户。通知附有离退休人员线上申领操作说明。',
    },
    en: {
      title: 'Batch 5 begins: retirees',
      summary:
        'From today retirees can apply online at the bank that pays their pension. Old cards go on working and the pension stays where it is. An annex tells the steps.',
    },
  },
  {
    date: '2025-04-24',
    rules: ['R-OLD-09'],
    zh: { title: '辟谣：原社保卡不会停用', summary: '网上关于不换卡就停用的说法不实，原一代、二代卡可继续使用。' },
    en: {
      title: 'Not true: old cards are not stopped',
      summary:
        'What is said online about cards being stopped is not true; cards of the first and second generation go on working.',
    },
  },
  {
    date: '2024-10-30',
    rules: ['R-ELIG-03', 'R-FEE-01', 'R-NOTICE-03', 'R-FRAUD-02'],
    zh: {
      title: '第三代社保卡全面换发启动',
      summary:
        '分批集中换发，四个网上渠道申领，不收费；2026 年起转入常态化。依据《北京市社会保障卡管理办法》等文件。人社部门和合作银行不会发送带网页链接的短信。',
    },
    en: {
      title: 'The general exchange begins',
      summary:
        'Batch by batch, through four online channels, free of charge; the regular phase begins in 2026. Nobody of us sends messages with links.',
    },
  },
];
