// The visits a bank is asked for: whom to visit, where and when, until the bank accepts or declines.
import type { Ground } from '../applications/use-case.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import { openHelp, type PartOfDay } from './help-request.ts';
import { type ListedHelp, listHelpRequests } from './help-requests-store.ts';

/** Rows of one answer; a bank answers them and asks again. */
export const mostVisits = 200;

/** Personal data in clear, for this bank only: who comes has to find the door and know whom to ask for. */
export type Visit = {
  readonly id: string;
  readonly requestedAt: Temporal.Instant;
  readonly wishedOn: Temporal.PlainDate;
  readonly wishedPart: PartOfDay;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly note: string | null;
};

/** Those of the nearest day first; each comes again until it is answered. Every reading leaves a trace the person can see. */
export const listVisits = async (
  ground: Ground,
  { bank, most = mostVisits }: { readonly bank: string; readonly most?: number },
): Promise<readonly Visit[]> => {
  const rows = await listHelpRequests(ground.sql, {
    reach: { of: 'bank', bank },
    queue: 'new',
    most: Math.min(most, mostVisits),
  });
  const acting = { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank: null } as const;
  const people = rows.map(({ personId }) => personId);
  await leaveTraces(ground, { ...acting, at: ground.businessClock(), purpose: 'list-visits', note: null }, people);
  return rows.map((row) => visitFrom(ground, row));
};

const visitFrom = ({ keys }: Ground, row: ListedHelp): Visit => {
  const { personId, helpRequestId: id, requestedAt, wishedOn, wishedPart } = row;
  const { name } = openPersonal(keys, personId, row.personSealed);
  const { phone, address, note } = openHelp(keys, personId, row.sealed);
  return { id, requestedAt, wishedOn, wishedPart, name, phone, address, note };
};
