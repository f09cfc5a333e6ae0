// Whether a person's record is within somebody's reach: the scope of the table against what the person has.
import type { Scope } from './permissions.ts';
import type { Staff } from './staff.ts';

/** What ties a person to places. */
export type Ties = {
  /** Where the person is insured; null when the core system never sent a record. */
  readonly district: string | null;
  /** Banks of the person's cards, and of applications that a bank has been given. */
  readonly banks: readonly string[];
};

/** Somebody without the bank or district that the scope is about reaches nobody. */
export const isWithin = (staff: Pick<Staff, 'bank' | 'district'>, scope: Scope | undefined, ties: Ties): boolean => {
  switch (scope) {
    case 'all':
      return true;
    case 'own-bank':
      return staff.bank !== null && ties.banks.includes(staff.bank);
    case 'own-district':
      return staff.district !== null && ties.district === staff.district;
    // A request is asked of an outlet; a person belongs to none.
    case 'own-outlet':
    case undefined:
      return false;
  }
};
