// Invented people of the sandbox: the same number gives the same person, as a row of the core system's file says it.
import { checkCharacter } from '../people/id-number.ts';
import type { PeopleColumn } from '../people/people-columns.ts';

/** No district has this area: nobody of the demo or the seed has such a number. */
const area = 110_180;
const areas = 10;
/** The last three digits of every invented ID number: 900 to 999. */
const firstSequence = 900;
const sequences = 100;
const bornFrom = Temporal.PlainDate.from('1945-01-01');
const days = 5_000;
/** Core-system numbers of the sandbox; the seed has 8…, the named people of the demo 99…. */
const firstCoreNumber = 7_000_000_000;
const phones = 10_000;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];

type Applicant = { readonly coreNumber: string; readonly name: string; readonly phone: string };

/** Number `n` from 0: a retiree whose pension comes through `bank`, so that the rules leave the card to it (R-BANK-03). */
export const inventApplicant = (
  n: number,
  bank: string,
): Applicant & { readonly fields: Readonly<Partial<Record<PeopleColumn, string>>> } => {
  const birthDate = bornFrom.add({ days: n % days });
  const round = Math.floor(n / days);
  const digits = `${area + (Math.floor(round / sequences) % areas)}${birthDate.toString().replaceAll('-', '')}${firstSequence + (round % sequences)}`;
  const coreNumber = String(firstCoreNumber + n);
  const name = `${surnames[n % surnames.length]}沙箱`;
  const phone = `1990000${String(n % phones).padStart(4, '0')}`;
  const retiredOn = birthDate.add({ years: 60 }).toString();
  const fields = {
    ...{ core_number: coreNumber, name, id_type: 'resident', id_number: digits + checkCharacter(digits) },
    ...{ id_valid_until: 'long-term', phone, district: '110108', groups: 'retiree', insured: 'yes' },
    ...{ pension_banks: `${bank}@${birthDate.add({ years: 60, months: 1 })}`, retired_on: retiredOn },
  };
  return { coreNumber, name, phone, fields };
};
