// From which day on the bank may be changed again.

/**
 * R-CHANGEBANK-06, C-25: six calendar months after the last change was completed, on that very day; where the month has no
 * such day, on its last. 2026-03-02 → 2026-09-02; 2026-08-31 → 2027-02-28.
 */
export const nextBankChangeOn = (last: Temporal.PlainDate): Temporal.PlainDate => last.add({ months: 6 });
