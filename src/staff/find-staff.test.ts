// Claims of a login made into somebody of staff: what is not known or does not fit gives nobody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCity } from '../../test/support/city.ts';
import { findStaff } from './find-staff.ts';

const city = await testCity();
await city.sql`
  insert into outlets (outlet_id, kind, bank, district, name, address) values
    ('B1', 'bank', '102', '110101', '东城支行', '试验路1号'), ('S1', 'street', null, '110108', '街道网点', '试验路2号')`;

const person = { sub: 'account-1', name: '试验员' };
const of = async (claims: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const found = await findStaff(city, { ...person, ...claims });
  if (!found.ok) return found.code;
  const { role, bank, outletId, district } = found.value;
  return [role, bank, outletId, district];
};

const rows: readonly (readonly [name: string, claims: Readonly<Record<string, unknown>>, expected: unknown])[] = [
  ['the bureau belongs to no outlet', { staff_role: 'bureau' }, ['bureau', null, null, null]],
  [
    'a claim too many makes nobody of the bureau somebody of a bank',
    { staff_role: 'bureau', staff_bank: '102', staff_outlet: 'B1' },
    ['bureau', null, null, null],
  ],
  [
    'a head office has a bank of the policy',
    { staff_role: 'bank-office', staff_bank: '309' },
    ['bank-office', '309', null, null],
  ],
  ['a head office without a bank is nobody', { staff_role: 'bank-office' }, 'BANK_UNKNOWN'],
  ['a head office of an unknown bank is nobody', { staff_role: 'bank-office', staff_bank: '999' }, 'BANK_UNKNOWN'],
  [
    'bank and district of an outlet are those of our records',
    { staff_role: 'bank-outlet', staff_outlet: 'B1' },
    ['bank-outlet', '102', 'B1', '110101'],
  ],
  [
    'an outlet of another bank than claimed is refused',
    { staff_role: 'bank-outlet', staff_outlet: 'B1', staff_bank: '309' },
    'OUTLET_UNKNOWN',
  ],
  [
    'an outlet in another district than claimed is refused',
    { staff_role: 'street', staff_outlet: 'S1', staff_district: '110101' },
    'OUTLET_UNKNOWN',
  ],
  ['an outlet of another kind is refused', { staff_role: 'street', staff_outlet: 'B1' }, 'OUTLET_UNKNOWN'],
  ['an outlet that is not there is refused', { staff_role: 'street', staff_outlet: 'S9' }, 'OUTLET_UNKNOWN'],
  ['a street clerk without an outlet is refused', { staff_role: 'street' }, 'OUTLET_UNKNOWN'],
  ['without a role there is nobody', {}, 'NOT_STAFF'],
  ['a role we do not know is none', { staff_role: 'root' }, 'NOT_STAFF'],
  ['several roles are none', { staff_role: ['bureau'] }, 'NOT_STAFF'],
  ['without a name there is nobody', { staff_role: 'bureau', name: ' ' }, 'NOT_STAFF'],
];

for (const [name, claims, expected] of rows)
  test(name, async () => {
    assert.deepEqual(await of(claims), expected);
  });
