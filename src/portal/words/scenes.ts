// What the card is used for, by function (R-SCENE-02): our own words, each with the day it was said and the rules it rests on.

/** The six functions of the card, in the order of the manual. */
export const sceneKinds = ['social-security', 'medical', 'transit', 'culture', 'benefits', 'finance'] as const;
export type SceneKind = (typeof sceneKinds)[number];

export type Scene = {
  readonly kind: SceneKind;
  /** `yyyy-mm-dd`; the page shows nothing before its day. */
  readonly from: string;
  /** Announced, not there yet (R-SCENE-12). */
  readonly planned?: true;
  readonly rules: readonly string[];
  readonly zh: { readonly title: string; readonly text: string };
  readonly en: { readonly title: string; readonly text: string };
};

const manual = '2024-10-30';
const notice2025 = '2025-10-09';
const december2025 = '2025-12-09';

export const scenes: readonly Scene[] = [
  {
    ...{ kind: 'social-security', from: manual, rules: ['R-SCENE-03', 'R-SCENE-04'] },
    zh: {
      title: '凭卡办人社业务',
      text: '办理养老保险、求职和失业登记、就业培训、工伤待遇等业务时，社保卡就是身份凭证；在自助机上可查本人权益。',
    },
    en: {
      title: 'Business with the social security offices',
      text: 'Pension, job seeking and unemployment, training, work injury: the card proves who you are. Self-service machines show your rights.',
    },
  },
  {
    ...{ kind: 'medical', from: manual, rules: ['R-MED-01', 'R-MED-02', 'R-MED-04'] },
    zh: {
      title: '看病、买药',
      text: '在定点医药机构挂号、缴费、诊疗、结算，第三代卡可以贴卡使用。有的医院第一次就诊要先在窗口或自助设备上建档。',
    },
    en: {
      title: 'Hospitals and pharmacies',
      text: 'Register, pay and settle at designated institutions; the third generation works by tapping. Some hospitals open a file at the first visit.',
    },
  },
  {
    ...{ kind: 'medical', from: december2025, rules: ['R-MED-05'] },
    zh: { title: '能用第三代卡的机构', text: '全市 5000 余家定点医疗机构和药店已完成改造（截至 2025年12月9日）。' },
    en: {
      title: 'Where the third generation works',
      text: 'More than 5,000 designated institutions and pharmacies of the city (as of 9 December 2025).',
    },
  },
  {
    ...{ kind: 'transit', from: manual, rules: ['R-TRANSIT-03', 'R-TRANSIT-07', 'R-TRANSIT-09'] },
    zh: {
      title: '乘公交、地铁',
      text: '充值后在本市乘公交、地铁，优惠与本市交通卡相同；外地有“交通联合”标志的线路也可以刷，优惠按当地规定。',
    },
    en: {
      title: 'Buses and metro',
      text: 'After a top-up, in Beijing with the discounts of the transit card, and elsewhere on lines with the 交通联合 mark by local rules.',
    },
  },
  {
    ...{ kind: 'transit', from: notice2025, rules: ['R-TRANSIT-04'] },
    zh: {
      title: '乘市郊铁路',
      text: '需要先开通：本人带社保卡和身份证件原件，到发卡银行网点或一卡通自营网点办理。',
    },
    en: {
      title: 'Suburban rail',
      text: 'Opened first at an outlet of the issuing bank or of the transit card company, with the card and your ID.',
    },
  },
  {
    ...{ kind: 'transit', from: manual, rules: ['R-TRANSIT-13'] },
    zh: { title: '驻车换乘停车', text: '全市 38 个 P+R 停车场，持卡享受优惠停车。' },
    en: { title: 'Park and ride', text: 'Discounts at the 38 P+R car parks of the city.' },
  },
  {
    ...{ kind: 'culture', from: manual, rules: ['R-PARK-01', 'R-PARK-02'] },
    zh: {
      title: '公园年票',
      text: '发售期内可在卡上加载 100 元的公园游览年票，办法以当年的发售公告为准。',
    },
    en: {
      title: 'Parks',
      text: 'The 100-yuan annual ticket is loaded onto the card while it is on sale; the announcement of the year counts.',
    },
  },
  {
    ...{ kind: 'culture', from: manual, rules: ['R-LIB-01'] },
    zh: { title: '借书', text: '在首都图书馆等图书馆持卡借阅。' },
    en: { title: 'Libraries', text: 'Borrow books with the card at the Capital Library and others.' },
  },
  {
    ...{ kind: 'culture', from: december2025, rules: ['R-LIB-02', 'R-LIB-03'] },
    zh: { title: '25 家图书馆', text: '市、区两级 25 家图书馆可以用卡，也可以用电子社保卡借书。' },
    en: { title: '25 libraries', text: 'Municipal and district libraries take the card and the electronic card.' },
  },
  {
    ...{ kind: 'benefits', from: manual, rules: ['R-SCENE-06'] },
    zh: {
      title: '领待遇、领补贴',
      text: '社保待遇和政策允许直接发到个人的惠民惠农补贴，可以发放到卡的金融账户。金融功能要先激活。',
    },
    en: {
      title: 'Benefits and subsidies',
      text: 'Social security benefits and public subsidies can be paid to the account of the card, once its financial function is active.',
    },
  },
  {
    ...{ kind: 'benefits', from: december2025, planned: true, rules: ['R-SCENE-12'] },
    zh: { title: '社区老年就餐、校园用卡', text: '正在推进，开通前不能使用。' },
    en: {
      title: 'Meals for the elderly, cards on the campus',
      text: 'In preparation; not usable before they are opened.',
    },
  },
  {
    ...{ kind: 'finance', from: manual, rules: ['R-FIN-01', 'R-SCENE-01'] },
    zh: {
      title: '当银行卡用',
      text: '卡上有发卡银行的账户。启用社会保障功能后，本人到发卡银行网点激活金融功能即可使用。',
    },
    en: {
      title: 'As a bank card',
      text: 'The card has an account of the issuing bank; after enabling, it is activated at an outlet of that bank.',
    },
  },
];
