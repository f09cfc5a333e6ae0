// The table of permissions read as staff meet it, and whose records a scope reaches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staffOfRole } from '../../test/support/staff.ts';
import { may, scopeOf } from './permissions.ts';
import { isWithin } from './scope.ts';
import { roles } from './staff.ts';

const ties = { district: '110108', banks: ['102', '309'] };

test('who works for a bank reaches people of that bank alone', () => {
  const { 'bank-office': office } = staffOfRole;
  assert.equal(isWithin(office, 'own-bank', ties), true);
  assert.equal(isWithin(office, 'own-bank', { ...ties, banks: ['309'] }), false);
  assert.equal(isWithin({ ...office, bank: null }, 'own-bank', ties), false, 'without a bank nobody is reached');
});

test('who works for a district reaches its insured people where the table says so', () => {
  assert.equal(isWithin(staffOfRole.street, 'own-district', ties), true);
  assert.equal(isWithin(staffOfRole.street, 'own-district', { ...ties, district: '110101' }), false);
  assert.equal(isWithin({ bank: null, district: null }, 'own-district', { district: null, banks: [] }), false);
});

test('what the table does not say nobody may', () => {
  assert.equal(isWithin(staffOfRole.bureau, undefined, ties), false);
});

test('only the bureau imports; only bureau and audit see who looked; the auditor unmasks nothing and finds nobody by phone', () => {
  const allowed = (action: Parameters<typeof may>[1]) => roles.filter((role) => may({ role }, action));
  assert.deepEqual(allowed('import-people'), ['bureau']);
  assert.deepEqual(allowed('see-looks'), ['bureau', 'auditor']);
  assert.equal(may({ role: 'auditor' }, 'unmask-field'), false);
  assert.equal(may({ role: 'auditor' }, 'find-by-phone'), false);
});

test('R-CHAN-07: a public outlet serves whoever comes with a card or a document, and finds by phone its own district', () => {
  for (const role of ['district', 'street'] as const) {
    assert.equal(scopeOf({ role }, 'find-by-number'), 'all');
    assert.equal(scopeOf({ role }, 'find-by-phone'), 'own-district');
  }
});

test('no role of a bank reaches beyond its bank in anything', () => {
  for (const role of ['bank-office', 'bank-outlet'] as const)
    for (const action of ['find-by-number', 'find-by-phone', 'see-person', 'unmask-field', 'see-queue'] as const)
      assert.equal(scopeOf({ role }, action), 'own-bank', `${role} ${action}`);
});
