// What a draft lacks, which page comes next, and what is kept of what was typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { taxResidency } from '../../applications/tax-residency.ts';
import { countries, countriesByName, countryName } from '../../base/countries.ts';
import { languages } from '../../base/language.ts';
import { type Draft, type DraftField, draftFields, emptyDraft, plainValue, withAnswers } from './draft.ts';
import { type Allowed, problemsOf } from './problems.ts';
import {
  fieldsOf,
  firstOpenStep,
  isReachable,
  pathAfter,
  pathBefore,
  stepCount,
  stepNumber,
  stepsOf,
} from './steps.ts';
import { taxResidencyOf } from './tax-answers.ts';

const pictures = { idFront: ['f-1'], idBack: ['b-1'], cardPhoto: ['c-1', 'on-file'] };
const nothingRefused = { occupationsNotAccepted: {}, mustCollect: false };
const free: Allowed = { fixedBank: null, banks: ['102', '308'], outlets: ['o-1'], pictures, ...nothingRefused };
const retiree: Allowed = { fixedBank: '102', banks: ['102'], outlets: ['o-1'], pictures, ...nothingRefused };
const draft = (values: Partial<Record<DraftField, string>>): Draft => ({ ...emptyDraft('k'), values });
const byMail = draft({
  recordConfirmed: 'yes',
  phone: '19900001234',
  address: '海淀区示范路1号',
  occupation: 'retired',
  taxResidency: 'china',
  idFront: 'f-1',
  idBack: 'b-1',
  cardPhoto: 'on-file',
  bank: '102',
  outletDistrict: '110108',
  outlet: 'o-1',
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
  [
    'R-GROUP-11: an outlet for the account is required, also by mail',
    { outlet: '' },
    { outlet: 'apply.outlet.missing' },
  ],
  ['R-GROUP-11: the bank finds one only where it has none', { outlet: 'by-bank' }, { outlet: 'apply.outlet.missing' }],
  ['the tax residency is declared', { taxResidency: '' }, { taxResidency: 'apply.tax.missing' }],
  ['a tax residency is one of three', { taxResidency: 'nowhere' }, { taxResidency: 'apply.tax.missing' }],
  [
    'who is taxed abroad says where and under which number',
    { taxResidency: 'abroad' },
    { taxCountry1: 'apply.taxCountry.missing', taxNumber1: 'apply.taxNumber.missing' },
  ],
  [
    'a country is one of the list, and China is none of the others',
    { taxResidency: 'both', taxCountry1: 'CN', taxNumber1: '1' },
    { taxCountry1: 'apply.taxCountry.missing' },
  ],
  [
    'without a number there is a reason, and one of the two is explained',
    { taxResidency: 'both', taxCountry1: 'DE', taxReason1: 'not-obtained' },
    { taxExplanation1: 'apply.taxExplanation.missing' },
  ],
  [
    'a second country is asked for as much as the first, and not the same one again',
    { taxResidency: 'abroad', taxCountry1: 'DE', taxNumber1: '1', taxCountry2: 'DE' },
    {
      taxCountry1: 'apply.taxCountry.twice',
      taxCountry2: 'apply.taxCountry.twice',
      taxNumber2: 'apply.taxNumber.missing',
    },
  ],
  [
    'R-DELIV-03: without an outlet there is nowhere to collect the card',
    { outlet: 'by-bank', delivery: 'outlet' },
    { outlet: 'apply.outlet.missing', delivery: 'apply.delivery.noOutlet' },
  ],
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
  assert.deepEqual(problemsOf(atOutlet, draftFields, retiree), {});
  assert.deepEqual(problemsOf(atOutlet, draftFields, { ...retiree, outlets: ['o-2'] }), {
    outlet: 'apply.outlet.missing',
  });
});

test('R-GROUP-11: where the bank has no outlet it finds one, for a card that is mailed', () => {
  const nowhere = { ...retiree, outlets: [] };
  assert.deepEqual(problemsOf(changed({ outlet: 'by-bank' }), draftFields, nowhere), {});
  assert.deepEqual(problemsOf(changed({ outlet: '' }), draftFields, nowhere), { outlet: 'apply.outlet.missing' });
});

test('R-BANK-14: a bank that does not take the occupation leads to another bank, or to the occupation where there is none', () => {
  const refusing = { occupationsNotAccepted: { '102': ['freelance'] as const } };
  const freelance = changed({ occupation: 'freelance' });
  assert.deepEqual(problemsOf(freelance, draftFields, { ...free, ...refusing }), { bank: 'apply.bank.occupation' });
  assert.deepEqual(
    problemsOf(changed({ occupation: 'freelance', bank: '308' }), draftFields, { ...free, ...refusing }),
    {},
  );
  assert.deepEqual(problemsOf(freelance, draftFields, { ...retiree, ...refusing }), {
    occupation: 'apply.occupation.notAccepted',
  });
  assert.deepEqual(problemsOf(byMail, draftFields, { ...retiree, ...refusing }), {}, 'another occupation is taken');
});

test('the declaration keeps what its lines need and leaves the rest behind', () => {
  const both = { taxResidency: 'both', taxCountry1: 'DE', taxNumber1: '12 345', taxReason1: 'not-issued' };
  const second = { taxCountry2: 'HK', taxReason2: 'not-obtained', taxExplanation2: '刚到', taxCountry3: '' };
  const declared = taxResidencyOf(draft({ ...both, ...second }));
  assert.deepEqual(taxResidency.parse(declared), {
    residency: 'both',
    countries: [
      { country: 'DE', taxNumber: '12 345', noNumberReason: null, explanation: null },
      { country: 'HK', taxNumber: null, noNumberReason: 'not-obtained', explanation: '刚到' },
    ],
  });
  assert.deepEqual(taxResidencyOf(draft({ ...both, taxResidency: 'china' })), { residency: 'china', countries: [] });
  assert.equal(taxResidencyOf(draft({})), undefined);
});

test('every country and region has a name in both languages', () => {
  for (const language of languages)
    for (const { code, name } of countriesByName(language))
      assert.ok(name.length > 2 || name !== code, `${code} ${name}`);
  assert.equal(countryName('TW', 'zh'), '中国台湾');
  assert.equal(countries.includes('CN'), false);
});

test('R-CHAN-18: the pages come in their order, and only the chosen way of delivery is one of them', () => {
  assert.deepEqual(stepsOf(emptyDraft('k')), [
    'record',
    'contact',
    'occupation',
    'tax',
    'id-photos',
    'card-photo',
    'bank',
    'outlet',
    'delivery',
  ]);
  assert.deepEqual(stepsOf(byMail).at(-1), 'mail');
  assert.deepEqual(stepsOf(changed({ delivery: 'outlet' })).at(-1), 'delivery');
  assert.equal(stepsOf(changed({ taxResidency: 'both' }))[4], 'tax-abroad');
  assert.deepEqual(
    [stepNumber('tax'), stepNumber('tax-abroad'), stepNumber('id-photos'), stepNumber('mail'), stepNumber('pledge')],
    [4, 4, 5, 9, stepCount],
  );
});

test('one lands on the first page that is not answered, and on none before its turn', () => {
  assert.equal(firstOpenStep(emptyDraft('k'), free), 'record');
  assert.equal(firstOpenStep(changed({ occupation: '' }), retiree), 'occupation');
  assert.equal(firstOpenStep(byMail, retiree), 'check');
  assert.equal(isReachable(emptyDraft('k'), 'bank', free), false);
  assert.equal(isReachable(changed({ bank: '' }), 'bank', free), true);
  assert.equal(isReachable(changed({ delivery: 'outlet' }), 'mail', retiree), false, 'what was not chosen is no page');
});

test('a change from the check page goes straight back to it, unless it opens a new question', () => {
  const fromCheck = { allowed: retiree, fromCheck: true };
  assert.equal(pathAfter(byMail, 'contact', fromCheck), '/apply/check');
  assert.equal(pathAfter(changed({ taxResidency: 'abroad' }), 'tax', fromCheck), '/apply/tax-abroad');
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
