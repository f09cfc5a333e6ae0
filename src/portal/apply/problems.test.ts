// What a draft lacks, which page comes next, and what is kept of what was typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Draft, type DraftField, draftFields, emptyDraft, plainValue, withAnswers } from './draft.ts';
import { type Allowed, problemsOf } from './problems.ts';
import { fieldsOf, firstOpenStep, isReachable, pathAfter, pathBefore, stepsOf } from './steps.ts';

const pictures = { idFront: ['f-1'], idBack: ['b-1'], cardPhoto: ['c-1', 'on-file'] };
const free: Allowed = { fixedBank: null, banks: ['102', '308'], outlets: [], pictures };
const retiree: Allowed = { fixedBank: '102', banks: ['102'], outlets: [], pictures };
const draft = (values: Partial<Record<DraftField, string>>): Draft => ({ ...emptyDraft('k'), values });
const byMail = draft({
  recordConfirmed: 'yes',
  phone: '19900001234',
  address: '海淀区示范路1号',
  occupation: 'retired',
  idFront: 'f-1',
  idBack: 'b-1',
  cardPhoto: 'on-file',
  bank: '102',
  delivery: 'mail',
  recipient: '王示英',
  recipientPhone: '19900001234',
  mailAddress: '海淀区示范路1号',
});
const changed = (values: Partial<Record<DraftField, string>>) => draft({ ...byMail.values, ...values });

test('a complete draft has no problem', () => {
  assert.deepEqual(problemsOf(byMail, draftFields, retiree), {});
});

const wrong: readonly [string, Partial<Record<DraftField, string>>, Partial<Record<DraftField, string>>][] = [
  ['R-CHAN-22: phone is required', { phone: '' }, { phone: 'apply.phone.missing' }],
  ['R-CHAN-22: address is required', { address: '' }, { address: 'apply.address.missing' }],
  ['R-CHAN-22: occupation is required', { occupation: '' }, { occupation: 'apply.occupation.missing' }],
  ['an occupation is one of the list', { occupation: 'king' }, { occupation: 'apply.occupation.missing' }],
  ['a phone number has 11 digits', { phone: '010-12345678' }, { phone: 'apply.phone.wrong' }],
  ['an address goes down to the door', { address: '海淀区' }, { address: 'apply.address.short' }],
  ['R-GROUP-09: the front of the ID document is required', { idFront: '' }, { idFront: 'apply.idFront.missing' }],
  ['R-GROUP-09: the back is required', { idBack: '' }, { idBack: 'apply.idBack.missing' }],
  ['R-PHOTO-01: a photo is required', { cardPhoto: '' }, { cardPhoto: 'apply.cardPhoto.missing' }],
  ['C-58: the photo is the one that was seen', { cardPhoto: 'c-0' }, { cardPhoto: 'apply.cardPhoto.missing' }],
  ['R-DELIV-01: mail or outlet', { delivery: '' }, { delivery: 'apply.delivery.missing' }],
  ['R-DELIV-01: nothing but mail or outlet', { delivery: 'bank-visit' }, { delivery: 'apply.delivery.missing' }],
  ['R-GROUP-12: mail needs a recipient', { recipient: '' }, { recipient: 'apply.recipient.missing' }],
  ['R-GROUP-12: mail needs a phone', { recipientPhone: '' }, { recipientPhone: 'apply.recipientPhone.missing' }],
  ['R-GROUP-12: mail needs an address', { mailAddress: '' }, { mailAddress: 'apply.mailAddress.missing' }],
  ['a recipient is a name', { recipient: '<b>王</b>' }, { recipient: 'apply.recipient.wrong' }],
  ['a postcode has six digits', { postcode: '12' }, { postcode: 'apply.postcode.wrong' }],
  ['R-GROUP-11: outlet needs an outlet', { delivery: 'outlet' }, { outlet: 'apply.outlet.missing' }],
  ['the record is confirmed', { recordConfirmed: '' }, { recordConfirmed: 'apply.record.missing' }],
];
for (const [name, values, problems] of wrong)
  test(name, () => {
    assert.deepEqual(problemsOf(changed(values), draftFields, retiree), problems);
  });

test('R-BANK-04: whom a bank is fixed for cannot name another one, whatever the form says', () => {
  assert.deepEqual(problemsOf(changed({ bank: '308' }), ['bank'], retiree), { bank: 'apply.bank.missing' });
  assert.deepEqual(problemsOf(changed({ bank: '308' }), ['bank'], free), {});
  assert.deepEqual(problemsOf(changed({ bank: '999' }), ['bank'], free), { bank: 'apply.bank.missing' });
});

test('R-DELIV-03: the outlet is one of the bank and district', () => {
  const atOutlet = changed({ delivery: 'outlet', outlet: 'o-1' });
  assert.deepEqual(problemsOf(atOutlet, draftFields, { ...retiree, outlets: ['o-1'] }), {});
  assert.deepEqual(problemsOf(atOutlet, draftFields, retiree), { outlet: 'apply.outlet.missing' });
});

test('R-CHAN-18: the pages come in their order, and only the chosen way of delivery is one of them', () => {
  assert.deepEqual(stepsOf(emptyDraft('k')), [
    'record',
    'contact',
    'occupation',
    'id-photos',
    'card-photo',
    'bank',
    'delivery',
  ]);
  assert.deepEqual(stepsOf(byMail).at(-1), 'mail');
  assert.deepEqual(stepsOf(changed({ delivery: 'outlet' })).at(-1), 'outlet');
});

test('one lands on the first page that is not answered, and on none before its turn', () => {
  assert.equal(firstOpenStep(emptyDraft('k'), free), 'record');
  assert.equal(firstOpenStep(changed({ occupation: '' }), retiree), 'occupation');
  assert.equal(firstOpenStep(byMail, retiree), 'check');
  assert.equal(isReachable(emptyDraft('k'), 'bank', free), false);
  assert.equal(isReachable(changed({ bank: '' }), 'bank', free), true);
  assert.equal(isReachable(byMail, 'outlet', retiree), false, 'the other way of delivery is no page');
});

test('a change from the check page goes straight back to it, unless it opens a new question', () => {
  const fromCheck = { allowed: retiree, fromCheck: true };
  assert.equal(pathAfter(byMail, 'contact', fromCheck), '/apply/check');
  assert.equal(pathAfter(changed({ delivery: 'outlet' }), 'delivery', fromCheck), '/apply/outlet');
  assert.equal(pathAfter(byMail, 'contact', { allowed: retiree, fromCheck: false }), '/apply/occupation');
  assert.equal(pathBefore(byMail, 'record'), '/apply');
  assert.equal(pathBefore(byMail, 'check'), '/apply/mail');
});

test('what is typed is kept, right or wrong; another bank takes its outlet away', () => {
  const typed = withAnswers(byMail, fieldsOf.contact, { phone: ' 199 ', address: 'x' });
  assert.equal(typed.values.phone, '199');
  assert.equal(typed.values.occupation, 'retired');
  const outlet = changed({ delivery: 'outlet', outlet: 'o-1' });
  assert.equal(withAnswers(outlet, ['bank'], { bank: '102' }).values.outlet, 'o-1');
  assert.equal(withAnswers(outlet, ['bank'], { bank: '308' }).values.outlet, '');
});

test('a value is one line of visible text, not longer than any address', () => {
  assert.equal(plainValue('a\u0000b\nc\u202ed'), 'a b c d');
  assert.equal([...plainValue('𠮷'.repeat(500))].length, 100);
  for (const value of [undefined, null, 7, ['a'], { a: 1 }]) assert.equal(plainValue(value), '');
});
