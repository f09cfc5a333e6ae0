// Who of staff a login is about: role, bank and outlet from the claims, checked against the outlets and banks we know.
import { z } from 'zod';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { findOutlet } from '../outlets/outlets-store.ts';
import type { Wiring } from '../wiring.ts';
import { outletKindOf, roles, type Staff } from './staff.ts';

const text = z.string().trim().min(1).max(100);
const optional = text.nullish().transform((value) => value ?? null);

/** The claims of staff; `docs/login.md` lists them. */
const staffClaims = z.object({
  sub: text,
  name: text,
  staff_role: z.enum(roles),
  staff_bank: optional,
  staff_outlet: optional,
  staff_district: optional,
});

export type StaffRefused = Refused<'NOT_STAFF' | 'OUTLET_UNKNOWN' | 'BANK_UNKNOWN', object>;

/**
 * Somebody of staff. Refused: NOT_STAFF without a role we know; BANK_UNKNOWN when a head office has no bank of the policy;
 * OUTLET_UNKNOWN when the outlet is not there, of another kind, or elsewhere than the claims say. What a role does not have is
 * left out, whatever is claimed: nobody of the bureau becomes somebody of a bank by a claim too many.
 */
export const findStaff = async (
  { sql, policy }: Pick<Wiring, 'sql' | 'policy'>,
  claims: Readonly<Record<string, unknown>>,
): Promise<Result<Staff, StaffRefused>> => {
  const given = staffClaims.safeParse(claims);
  if (!given.success) return refused('NOT_STAFF', {});
  const { sub: account, name, staff_role: role, staff_bank: bank, staff_outlet: outletId } = given.data;
  const somebody = { account, name, role };
  const kind = outletKindOf[role];
  if (kind !== undefined) {
    const outlet = outletId === null ? undefined : await findOutlet(sql, outletId);
    const { staff_district: district } = given.data;
    const isElsewhere =
      (district !== null && district !== outlet?.district) || (bank !== null && bank !== outlet?.bank);
    if (outlet?.kind !== kind || isElsewhere) return refused('OUTLET_UNKNOWN', {});
    const { bank: outletBank, name: outletName } = outlet;
    return ok({ ...somebody, bank: outletBank, outletId, outletName, district: outlet.district });
  }
  const nowhere = { outletId: null, outletName: null, district: null };
  if (role !== 'bank-office') return ok({ ...somebody, ...nowhere, bank: null });
  if (!policy.current().rows.banks.some(({ code }) => code === bank)) return refused('BANK_UNKNOWN', {});
  return ok({ ...somebody, ...nowhere, bank });
};
