// Questions people ask, and answers in our own words with the rules they rest on; their clauses come from the catalogue.

export type Question = {
  readonly id: string;
  readonly rules: readonly string[];
  readonly zh: { readonly question: string; readonly answer: string };
  readonly en: { readonly question: string; readonly answer: string };
};

export const questions: readonly Question[] = [
  {
    id: 'need-to-exchange',
    rules: ['R-OLD-09', 'R-OLD-01'],
    zh: {
      question: '不换第三代卡，原来的卡还能用吗？',
      answer:
        '能用。原一代、二代社保卡不会因为没有换卡而停用，也没有设定失效日期。请不要相信“限期换卡、逾期停用”的说法。',
    },
    en: {
      question: 'Can I go on using my old card if I do not exchange it?',
      answer:
        'Yes. Cards of the first and second generation are not stopped because of the exchange and have no end date. Do not believe that they expire.',
    },
  },
  {
    id: 'fee',
    rules: ['R-FEE-01'],
    zh: { question: '申领第三代社保卡收费吗？', answer: '不收费。申领、补领、换领和银行邮寄都不收费。' },
    en: {
      question: 'Does a third-generation card cost anything?',
      answer: 'No. Applying, replacing and mailing by the bank are free of charge.',
    },
  },
  {
    id: 'where-to-apply',
    rules: ['R-CHAN-01'],
    zh: {
      question: '在哪里申领？',
      answer:
        '可以在市人社局官网、京通小程序、“北京人社”微信公众号和北京民生一卡通小程序申领。什么时候轮到您，可在“我现在能办吗”里查。',
    },
    en: {
      question: 'Where can I apply?',
      answer:
        'On the website, in Jingtong, the WeChat account and the Minsheng mini program. “Can I do it now” tells when it is your turn.',
    },
  },
  {
    id: 'which-bank',
    rules: ['R-BANK-04', 'R-BANK-08'],
    zh: {
      question: '可以自己选银行吗？',
      answer:
        '集中换发期间，离退休人员由养老金代发银行制发，在职职工在单位确定的银行中选，灵活就业等个人参保人员可自由选择。常态化换发后自由选择。',
    },
    en: {
      question: 'May I choose the bank?',
      answer:
        'During the centralized exchange retirees have the bank that pays their pension and employees one of their employer’s; individually insured people choose freely. In the regular phase everybody does.',
    },
  },
  {
    id: 'pension',
    rules: ['R-FIN-04'],
    zh: {
      question: '申领后，养老金会改发到新卡吗？',
      answer: '不会。申领新卡不改变养老金的发放账户；需要变更的另行办理。',
    },
    en: {
      question: 'Will my pension go to the new card?',
      answer: 'No. Applying does not change the account your pension goes to; a change is a service of its own.',
    },
  },
  {
    id: 'how-long',
    rules: ['R-PROD-01', 'R-PROD-06'],
    zh: {
      question: '多久能拿到卡？',
      answer: '网上申领的，自提交的次日起 30 个自然日内制好；邮寄的时间不计算在内。超过期限的，可以登录后催办。',
    },
    en: {
      question: 'How long does it take?',
      answer:
        'A card applied for online is made within 30 natural days, counted from the day after; mailing is not included. When it is late you can urge it on here.',
    },
  },
  {
    id: 'progress',
    rules: ['R-QUERY-01', 'R-QUERY-02'],
    zh: {
      question: '怎么查办到哪一步？',
      answer:
        '在“申领进度查询”里输入申领编号和证件号码后四位，不用登录；也可以拨打 96066 或发卡银行服务电话，或到网点查询。',
    },
    en: {
      question: 'How do I see how far it is?',
      answer:
        'Under “Look up an application” with its number and the last four characters of the ID number, without a login; or call 96066 or the bank, or ask at an outlet.',
    },
  },
  {
    id: 'collect',
    rules: ['R-DELIV-01', 'R-DELIV-03', 'R-NOTICE-01'],
    zh: {
      question: '怎么领卡？',
      answer: '申领时选择银行邮寄或网点自取。选择自取的，收到发卡银行的短信后，带有效身份证件到所选网点领取。',
    },
    en: {
      question: 'How do I get the card?',
      answer:
        'By the bank’s mail or at an outlet, as you chose. For an outlet wait for the bank’s message, then go there with your valid ID.',
    },
  },
  {
    id: 'returned',
    rules: ['R-DELIV-03'],
    zh: {
      question: '卡被退回，或一直没去领，怎么办？',
      answer: '卡由发卡银行保管，不用重新申领。登录后在申领进度里重新选择邮寄地址，或选择该行的网点领取。',
    },
    en: {
      question: 'What if the card came back or I never collected it?',
      answer:
        'The bank keeps it and you need not apply again. Log in and choose an address or an outlet of this bank under your application.',
    },
  },
  {
    id: 'enable',
    rules: ['R-ENABLE-01', 'R-OLD-03'],
    zh: {
      question: '收到卡后要做什么？',
      answer: '先启用社会保障功能，可以在网上、拨打 96066 或到网点办理。启用的那一刻，原来的社保卡失效。',
    },
    en: {
      question: 'What do I do when I have the card?',
      answer:
        'Enable its social security function: online, by 96066 or at an outlet. From that moment your old card is invalid.',
    },
  },
  {
    id: 'activate',
    rules: ['R-FIN-01'],
    zh: {
      question: '金融功能怎么激活？',
      answer: '本人带有效身份证件和新卡，到发卡银行网点柜面激活。不激活不影响看病等社会保障功能。',
    },
    en: {
      question: 'How do I activate the money function?',
      answer:
        'At a counter of the issuing bank, in person, with your valid ID and the card. The social security function works without it.',
    },
  },
  {
    id: 'e-card',
    rules: ['R-ECARD-01', 'R-ECARD-02'],
    zh: {
      question: '电子社保卡要另外申请吗？',
      answer: '不用。申领实体卡时同步获得电子社保卡；启用新卡后，电子社保卡自动更新并关联新卡。',
    },
    en: {
      question: 'Do I apply for the electronic card separately?',
      answer:
        'No. It comes with the application, and when the new card is enabled it is updated and points to it by itself.',
    },
  },
  {
    id: 'lost',
    rules: ['R-LOSS-01'],
    zh: {
      question: '卡丢了怎么办？',
      answer: '请立即临时挂失，可以在网上、拨打 96066 或到网点办理；需要补卡的，再到发卡银行办理正式挂失和补领。',
    },
    en: {
      question: 'What if I lose my card?',
      answer:
        'Report a temporary loss at once: online, by 96066 or at an outlet. For a new card go to the issuing bank.',
    },
  },
  {
    id: 'password',
    rules: ['R-PWD-03'],
    zh: {
      question: '服务密码是什么，忘了怎么办？',
      answer: '服务密码用于查询和办理社会保障业务，不是银行卡支付密码。初始密码和重置办法见办事说明，重置需本人办理。',
    },
    en: {
      question: 'What is the service password?',
      answer:
        'It is for social security services and is not the payment password of the bank. It is reset by the holder in person.',
    },
  },
  {
    id: 'child',
    rules: ['R-PROXY-03'],
    zh: {
      question: '孩子的卡由谁申领？',
      answer: '未满 18 岁的，由监护人办理，带双方有效身份证件和能证明监护关系的材料。',
    },
    en: {
      question: 'Who applies for a child?',
      answer: 'Under 18 the guardian does, with the valid IDs of both and proof of guardianship.',
    },
  },
  {
    id: 'agent',
    rules: ['R-PROXY-01'],
    zh: {
      question: '可以请别人代办吗？',
      answer: '代办人凭书面授权委托书，可以代办启用、临时挂失、服务密码修改和应用状态查询。申领需本人办理。',
    },
    en: {
      question: 'May somebody else act for me?',
      answer:
        'With a written authorisation: enabling, temporary loss, changing the service password and asking for the state. Applying is done by yourself.',
    },
  },
  {
    id: 'contact',
    rules: ['R-INFO-01'],
    zh: {
      question: '地址、手机号码变了怎么改？',
      answer:
        '地址、职业、联系电话可以在网上和网点变更；银行预留手机号由发卡银行办理；姓名、证件号码先在参保的地方更正。',
    },
    en: {
      question: 'How do I change my address or phone?',
      answer:
        'Online or at an outlet. The phone kept at the bank is changed by the bank; name and ID number where you are insured.',
    },
  },
  {
    id: 'transit',
    rules: ['R-TRANSIT-01'],
    zh: {
      question: '怎样用社保卡乘公交、地铁？',
      answer: '启用后，先给卡里的交通账户充值，再刷卡乘车。可以在一卡通充值服务网点充值。',
    },
    en: {
      question: 'How do I take the bus or metro with it?',
      answer: 'When it is enabled, top up its transit account at a top-up outlet of the city’s transit card.',
    },
  },
  {
    id: 'park',
    rules: ['R-PARK-06'],
    zh: { question: '公园年票在哪里买？', answer: '启用后，可以到发卡银行网点办理，具体以当年公告为准。' },
    en: {
      question: 'Where do I get the park ticket?',
      answer: 'At an outlet of the issuing bank when the card is enabled; see the announcement of the year.',
    },
  },
  {
    id: 'fraud',
    rules: ['R-FRAUD-02', 'R-FRAUD-03', 'R-FRAUD-04'],
    zh: {
      question: '收到要我点链接、填密码的短信，是真的吗？',
      answer:
        '不是。人社部门和合作银行不会发送带网页链接的短信，也不会用短信或邮件索要金融账号和支付密码。请拨打 96066 反映或报警；短信可在“这条短信是真的吗”里核对。',
    },
    en: {
      question: 'A message wants me to open a link or give a password. Is it real?',
      answer:
        'No. Neither we nor the banks send links or ask for account and payment password in messages. Call 96066 or the police; you can check a message on this site.',
    },
  },
  {
    id: 'lend',
    rules: ['R-FRAUD-01'],
    zh: {
      question: '社保卡可以借给别人吗？',
      answer: '不可以。请保管好本人的卡，不要借给他人，以免被用来转移涉诈涉赌资金。',
    },
    en: {
      question: 'May I lend my card?',
      answer: 'No. Keep it safe and lend it to nobody, so that it is not used to move money of fraud or gambling.',
    },
  },
  {
    id: 'hotline',
    rules: ['R-HOTLINE-01'],
    zh: { question: '还有问题问谁？', answer: '请拨打社保卡服务热线 96066。' },
    en: { question: 'Whom else can I ask?', answer: 'Call the hotline 96066.' },
  },
];
