// Whom of staff one can be in the demo: invented accounts of the simulated login provider, which exist nowhere else.
import type { DemoPerson } from './demo-city.ts';

/** An account; `claims` are what the provider says of it. */
export type DemoStaff = DemoPerson & {
  readonly claims: Readonly<Partial<Record<'staff_role' | 'staff_bank' | 'staff_outlet' | 'staff_district', string>>>;
};

const account = (slug: string, name: string, { phone, note, claims }: Omit<DemoStaff, 'slug' | 'name' | 'idNumber'>) =>
  ({ slug: `staff-${slug}`, name, phone, note, claims, idNumber: '' }) as const;

/** Outlets are those of demo/outlets.csv. Two of the bureau, for what needs two people. */
export const demoStaff: readonly DemoStaff[] = [
  account('bureau', '周明华', {
    phone: '19900009001',
    note: { zh: '市人社局经办：政策、导入、督办', en: 'City bureau: policy, imports, supervision' },
    claims: { staff_role: 'bureau' },
  }),
  account('bureau-2', '钱晓岚', {
    phone: '19900009002',
    note: { zh: '市人社局复核：双人操作的第二人', en: 'City bureau: the second person where two are needed' },
    claims: { staff_role: 'bureau' },
  }),
  account('auditor', '吴静', {
    phone: '19900009003',
    note: { zh: '市人社局审计：只看，不能改，也不能看明文', en: 'Auditor: looks, changes nothing, unmasks nothing' },
    claims: { staff_role: 'auditor' },
  }),
  account('bank-102', '郑伟', {
    phone: '19900009004',
    note: { zh: '工商银行总行', en: 'Head office of bank 102' },
    claims: { staff_role: 'bank-office', staff_bank: '102' },
  }),
  account('bank-309', '陈雪', {
    phone: '19900009005',
    note: { zh: '兴业银行总行', en: 'Head office of bank 309' },
    claims: { staff_role: 'bank-office', staff_bank: '309' },
  }),
  account('outlet-102', '孙丽', {
    phone: '19900009006',
    note: { zh: '工商银行东城示范支行柜员', en: 'Clerk at an outlet of bank 102' },
    claims: { staff_role: 'bank-outlet', staff_bank: '102', staff_outlet: 'Y1021011' },
  }),
  account('district', '何建军', {
    phone: '19900009007',
    note: { zh: '海淀区级服务网点经办', en: 'Clerk at the district outlet of Haidian' },
    claims: { staff_role: 'district', staff_outlet: 'Q110108', staff_district: '110108' },
  }),
  account('street', '冯娟', {
    phone: '19900009008',
    note: { zh: '海淀示范街道服务网点经办', en: 'Clerk at a street outlet in Haidian' },
    claims: { staff_role: 'street', staff_outlet: 'J11010801', staff_district: '110108' },
  }),
  account('hotline', '韩梅', {
    phone: '19900009009',
    note: { zh: '96066 坐席', en: 'Agent of the hotline 96066' },
    claims: { staff_role: 'hotline' },
  }),
];
