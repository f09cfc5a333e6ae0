// Cooperating banks with their published extras, who must take which bank, and the channels.
import type { Bank, BankChoice, BankFlag, ChannelRow, OccupationRule } from '../rows.ts';

const first = { from: '2024-01-31', rules: ['R-BANK-01'] } as const;

// Order of the notice's list; no ranking is meant and none may be paid for (R-SUPERVISE-01). The pilot's banks are assumed (G-36).
export const banks: readonly Bank[] = [
  { id: 'bank-102', code: '102', zh: '工商银行', en: 'Industrial and Commercial Bank of China', ...first },
  { id: 'bank-103', code: '103', zh: '农业银行', en: 'Agricultural Bank of China', ...first },
  { id: 'bank-104', code: '104', zh: '中国银行', en: 'Bank of China', ...first },
  { id: 'bank-105', code: '105', zh: '建设银行', en: 'China Construction Bank', ...first },
  { id: 'bank-301', code: '301', zh: '交通银行', en: 'Bank of Communications', ...first },
  { id: 'bank-313', code: '313100000013', zh: '北京银行', en: 'Bank of Beijing', ...first },
  { id: 'bank-304', code: '304', zh: '华夏银行', en: 'Hua Xia Bank', ...first },
  { id: 'bank-402', code: '402100000018', zh: '北京农商银行', en: 'Beijing Rural Commercial Bank', ...first },
  { id: 'bank-302', code: '302', zh: '中信银行', en: 'China CITIC Bank', ...first },
  { id: 'bank-303', code: '303', zh: '光大银行', en: 'China Everbright Bank', ...first },
  { id: 'bank-305', code: '305', zh: '民生银行', en: 'China Minsheng Bank', ...first },
  { id: 'bank-306', code: '306', zh: '广发银行', en: 'China Guangfa Bank', ...first },
  { id: 'bank-308', code: '308', zh: '招商银行', en: 'China Merchants Bank', ...first },
  { id: 'bank-310', code: '310', zh: '浦发银行', en: 'Shanghai Pudong Development Bank', ...first },
  { id: 'bank-403', code: '403', zh: '邮政储蓄银行', en: 'Postal Savings Bank of China', ...first },
  // The true day of joining is not stated and may be earlier (C-01).
  { id: 'bank-309', code: '309', zh: '兴业银行', en: 'Industrial Bank', from: '2025-10-09', rules: ['R-BANK-02'] },
];

const icbc = { bank: '102', from: '2024-10-30', assumed: true } as const;
export const bankFlags: readonly BankFlag[] = [
  { id: 'flag-102-online-reissue', flag: 'online-reissue', rules: ['R-BANK-12', 'R-REISSUE-04'], ...icbc },
  { id: 'flag-102-online-exchange', flag: 'online-exchange', rules: ['R-BANK-12', 'R-REISSUE-03'], ...icbc },
  { id: 'flag-102-machine', flag: 'activate-at-machine', rules: ['R-FIN-03', 'R-DELIV-09'], ...icbc },
];

// The leaflet speaks to employees and names two occupations, then "etc." (等): an employee without work is the third.
export const occupationRules: readonly OccupationRule[] = [
  {
    id: 'occupation-102-employee',
    groups: ['employee'],
    notAccepted: ['freelance', 'student', 'none'],
    rules: ['R-BANK-14'],
    ...icbc,
  },
];

const individuals = ['minor', 'flexible', 'resident'] as const;
export const bankChoices: readonly BankChoice[] = [
  {
    id: 'choice-employee',
    groups: ['employee'],
    choice: 'employer-set',
    from: '2024-01-31',
    until: '2025-12-31',
    rules: ['R-GROUP-03'],
  },
  {
    id: 'choice-student',
    groups: ['student'],
    choice: 'employer-set',
    from: '2024-10-30',
    until: '2025-12-31',
    rules: ['R-GROUP-18'],
  },
  {
    id: 'choice-individual',
    groups: individuals,
    choice: 'free',
    from: '2024-10-30',
    until: '2025-12-31',
    rules: ['R-BANK-08', 'R-BANK-07'],
  },
  {
    id: 'choice-retiree-2024',
    groups: ['retiree', 'land-transfer'],
    choice: 'pension-bank',
    from: '2024-10-30',
    until: '2025-10-08',
    rules: ['R-BANK-03'],
  },
  {
    id: 'choice-retiree-2025',
    groups: ['retiree', 'land-transfer'],
    choice: 'pension-bank',
    from: '2025-10-09',
    until: '2025-12-31',
    rules: ['R-BANK-04', 'R-BANK-05'],
  },
  {
    // C-17, C-34, C-43: from 2026 nobody is bound; a pension bank is at most a hint.
    id: 'choice-regular',
    groups: ['employee', 'student', 'minor', 'flexible', 'resident', 'retiree', 'land-transfer'],
    choice: 'free',
    from: '2026-01-01',
    rules: ['R-BANK-09', 'R-ELIG-04'],
  },
];

const since = { from: '2024-01-31', rules: ['R-CHAN-01'] } as const;
const offline = { from: '2024-10-30', rules: ['R-CHAN-02'] } as const;
export const channelRows: readonly ChannelRow[] = [
  {
    id: 'channel-website',
    channel: 'website',
    online: true,
    zh: '北京市人力资源和社会保障局官网',
    en: 'Bureau website',
    ...since,
  },
  {
    id: 'channel-jingtong',
    channel: 'jingtong',
    online: true,
    zh: '京通小程序',
    en: 'Jingtong mini-program',
    ...since,
  },
  {
    id: 'channel-wechat',
    channel: 'wechat-account',
    online: true,
    zh: '“北京人社”微信公众号',
    en: 'Beijing Renshe WeChat account',
    ...since,
  },
  {
    id: 'channel-minsheng',
    channel: 'minsheng',
    online: true,
    zh: '北京民生一卡通微信小程序',
    en: 'Beijing Minsheng Yikatong mini-program',
    ...since,
  },
  {
    id: 'channel-district',
    channel: 'district',
    online: false,
    zh: '区级社保卡服务网点',
    en: 'District outlet',
    ...offline,
  },
  { id: 'channel-street', channel: 'street', online: false, zh: '街道社保卡服务网点', en: 'Street outlet', ...offline },
  { id: 'channel-bank', channel: 'bank', online: false, zh: '合作银行服务网点', en: 'Bank outlet', ...offline },
  {
    id: 'channel-hotline',
    channel: 'hotline',
    online: false,
    zh: '96066 服务热线',
    en: 'Hotline 96066',
    from: '2024-10-30',
    rules: ['R-HOTLINE-01'],
  },
  {
    id: 'channel-bank-phone',
    channel: 'bank-phone',
    online: false,
    zh: '合作银行服务电话',
    en: 'Bank service phone',
    from: '2024-10-30',
    rules: ['R-QUERY-02'],
  },
  {
    id: 'channel-door',
    channel: 'door',
    online: false,
    zh: '上门服务',
    en: 'Help at the door',
    from: '2024-10-30',
    rules: ['R-ELDER-06'],
  },
];
