// Whether an outlet makes cards on the spot on a day: a dated row of the policy wins over the import (R-CHAN-16, C-47).

import type { Sql } from '../database/connection.ts';
import type { Outlet } from '../outlets/outlet.ts';
import { findOutlet } from '../outlets/outlets-store.ts';
import { outletsByRow } from '../policy/outlet-instant.ts';
import type { PolicyHolder } from '../policy/policy-holder.ts';

/** undefined: there is no such outlet of a bank. */
export const findBankOutlet = async (
  { sql, policy }: { readonly sql: Sql; readonly policy: PolicyHolder },
  outletId: string,
  on: Temporal.PlainDate,
): Promise<(Outlet & { readonly bank: string }) | undefined> => {
  const outlet = await findOutlet(sql, outletId);
  if (!outlet || outlet.bank === null) return undefined;
  const { instant, notInstant } = outletsByRow(policy.current(), on.toString());
  const isInstant = instant.includes(outletId) || (outlet.instant && !notInstant.includes(outletId));
  return { ...outlet, bank: outlet.bank, instant: isInstant };
};
