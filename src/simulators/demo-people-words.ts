// Whom one can be in the demo city: one line on what is to be seen with each person of demo/people.csv.

/** `slug` is what the demo calls a person; `coreNumber` is their line in the file. */
export const demoPeopleWords = [
  {
    slug: 'retiree',
    coreNumber: '9900000001',
    zh: '退休人员，养老金由工商银行代发，持第二代卡：2025-10-09 起可申领',
    en: 'Retiree paid through bank 102, with a second-generation card: may apply from 2025-10-09',
  },
  {
    slug: 'retiree-309',
    coreNumber: '9900000002',
    zh: '退休人员，养老金由兴业银行代发：该行 2025-10-09 成为合作银行',
    en: 'Retiree paid through bank 309, which cooperates from 2025-10-09',
  },
  {
    slug: 'retiree-no-bank',
    coreNumber: '9900000003',
    zh: '退休人员，代发银行不详：集中换发阶段请拨 96066',
    en: 'Retiree whose paying bank is not known: 96066 helps in the centralized phase',
  },
  {
    slug: 'new-retiree',
    coreNumber: '9900000004',
    zh: '2025-10-20 新退休：银行为办理退休时所选的光大银行',
    en: 'Retires on 2025-10-20: the bank is 303, chosen at retirement',
  },
  {
    slug: 'employee-not-open',
    coreNumber: '9900000005',
    zh: '朝阳区职工，单位尚未开通集体申领',
    en: 'Employee in Chaoyang whose employer has not opened group application',
  },
  {
    slug: 'employee',
    coreNumber: '9900000006',
    zh: '昌平区职工，单位已开通，可选工商银行或中国银行；刘小雨的家长',
    en: 'Employee in Changping, group open, banks 102 or 104; the parent of 刘小雨',
  },
  {
    slug: 'employee-pilot',
    coreNumber: '9900000007',
    zh: '西城区（试点区）职工，单位 2024 年 2 月已开通',
    en: 'Employee in Xicheng, a pilot district; group open since February 2024',
  },
  {
    slug: 'flexible',
    coreNumber: '9900000008',
    zh: '灵活就业人员：银行自选',
    en: 'Flexibly employed: chooses any bank',
  },
  {
    slug: 'minor',
    coreNumber: '9900000009',
    zh: '未成年人，留的是家长的手机号码：由监护人代办',
    en: "Minor with a parent's phone: the guardian applies",
  },
  {
    slug: 'student-school',
    coreNumber: '9900000010',
    zh: '在校大学生，学校已统一开通，银行为建设银行',
    en: 'Student whose school has opened group application with bank 105',
  },
  {
    slug: 'student',
    coreNumber: '9900000011',
    zh: '在校大学生，以个人名义参保',
    en: 'Student insured in his own name',
  },
  {
    slug: 'resident',
    coreNumber: '9900000012',
    zh: '城乡居民参保人员，姓名中有间隔号',
    en: 'Insured as a resident; a name with a middle dot',
  },
  {
    slug: 'land-transfer',
    coreNumber: '9900000013',
    zh: '超转人员：与退休人员同批，银行为北京农商银行',
    en: 'Land-transfer person: opens with the retirees, paid through bank 402100000018',
  },
  {
    slug: 'military-retiree',
    coreNumber: '9900000014',
    zh: '军休干部：由退役军人事务部门另行通知',
    en: 'Retired military cadre: separate notice',
  },
  {
    slug: 'retired-and-employed',
    coreNumber: '9900000015',
    zh: '退休后仍在职：按退休人员办理',
    en: 'Retired and employed: counts as a retiree',
  },
  {
    slug: 'not-insured',
    coreNumber: '9900000016',
    zh: '已停止参保',
    en: 'Not insured any more',
  },
  {
    slug: 'foreign-permanent',
    coreNumber: '9900000017',
    zh: '持外国人永久居留身份证的职工（经开区）',
    en: 'Foreign permanent resident, employed in the development area',
  },
  {
    slug: 'residence-permit',
    coreNumber: '9900000018',
    zh: '持港澳台居民居住证的灵活就业人员，首次申领',
    en: 'Hong Kong resident with a residence permit, first card',
  },
  {
    slug: 'rare-name',
    coreNumber: '9900000019',
    zh: '姓名中有生僻字的职工（怀柔区，试点区），单位已统一确定开户行网点和网点自取',
    en: 'Employee with rare characters in the name (Huairou, a pilot district); the employer has settled outlet and collection',
  },
  {
    slug: 'first-card',
    coreNumber: '9900000020',
    zh: '新参保职工，没有任何社保卡：首次申领',
    en: 'Newly insured employee without any card: first application',
  },
  {
    slug: 'card-holder',
    coreNumber: '9900000021',
    zh: '已持有并启用第三代卡（中国银行）',
    en: 'Holds an enabled third-generation card of bank 104',
  },
  {
    slug: 'retiree-bank-changed',
    coreNumber: '9900000022',
    zh: '退休人员，2025-10-15 起改由北京银行代发：仍按 9 月 30 日的中国银行换发',
    en: 'Retiree paid through another bank from 2025-10-15: the bank of 30 September, 104, counts',
  },
] as const;
