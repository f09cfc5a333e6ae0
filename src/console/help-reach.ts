// Whose help requests somebody of staff reaches, as the table of permissions says.
import type { Reach } from '../help-requests/help-requests-store.ts';
import { type StaffAction, scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';

/** undefined: nobody's. Somebody without the bank, district or outlet that the scope is about reaches nothing. */
export const helpReachOf = (staff: Staff, action: StaffAction): Reach | undefined => {
  const { bank, district, outletId } = staff;
  switch (scopeOf(staff, action)) {
    case 'all':
      return { of: 'all' };
    case 'own-bank':
      return bank === null ? undefined : { of: 'bank', bank };
    case 'own-district':
      return district === null ? undefined : { of: 'district', district };
    case 'own-outlet':
      return outletId === null ? undefined : { of: 'outlet', outletId };
    case undefined:
      return undefined;
  }
};
