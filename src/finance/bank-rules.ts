// By which rules a bank is asked for each kind of thing, and its answer counts.
import type { BankRequestKind } from './bank-request.ts';

export const rulesOf: Readonly<Record<BankRequestKind, readonly string[]>> = {
  suspend: ['R-LOSS-02', 'R-LOSS-04', 'R-BANK-10'],
  resume: ['R-LOSS-07', 'R-BANK-10'],
  'formal-loss': ['R-LOSS-08', 'R-BANK-10'],
  'release-formal-loss': ['R-LOSS-12', 'R-BANK-10'],
  cancel: ['R-CANCEL-04', 'R-BANK-10'],
  'change-phone': ['R-INFO-02', 'R-BANK-10'],
  refund: ['R-TRANSIT-11'],
};
