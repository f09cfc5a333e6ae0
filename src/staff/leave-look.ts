// Leaves the trace of a look that somebody of staff took at a person's record; its person sees it under 我的记录.
import { leaveTraces } from '../audit/leave-traces.ts';
import type { PersonId } from '../base/ids.ts';
import type { PhotoKind } from '../photos/photo.ts';
import type { Wiring } from '../wiring.ts';
import { channelOf, type Staff } from './staff.ts';

/** Why a record is opened; the words of the person's own page begin with `look.opened-`. */
export const lookReasons = ['serving', 'calling', 'checking', 'complaint', 'supervising', 'other'] as const;
export type LookReason = (typeof lookReasons)[number];

/** What is masked and can be seen in clear, one at a time. */
export const unmaskable = ['name', 'id-number', 'phone', 'birth-date'] as const;
export type Unmaskable = (typeof unmaskable)[number];

/** The same of an application: what its applicant wrote into the form. */
export const unmaskableOfApplication = [
  'contact-phone',
  'home-address',
  'recipient',
  'recipient-phone',
  'address',
] as const;
export type UnmaskableOfApplication = (typeof unmaskableOfApplication)[number];

/** Words of a reason, longest: a sentence, not a file note. */
export const mostNoteLength = 200;

/** `staff-found`: a masked line in a list; `staff-searched`: looked for outside the own scope, shown nothing. */
export type LookPurpose =
  | 'staff-found'
  | 'staff-searched'
  | 'help-opened'
  | 'doubt-opened'
  | 'correction-opened'
  | 'ticket-opened'
  | 'audit-searched'
  | `opened-${LookReason}`
  | `unmask-${Unmaskable | UnmaskableOfApplication}`
  | `picture-${PhotoKind}`;

export const leaveLook = async (
  wiring: Pick<Wiring, 'sql' | 'keys' | 'businessClock'>,
  staff: Staff,
  {
    personIds,
    purpose,
    note,
  }: {
    readonly personIds: readonly PersonId[];
    readonly purpose: LookPurpose;
    readonly note: string | null;
  },
): Promise<void> => {
  const acting = { actor: 'staff', actorId: staff.account, channel: channelOf(staff) ?? 'console' } as const;
  const reading = { ...acting, outlet: staff.outletId, bank: staff.bank, at: wiring.businessClock(), purpose, note };
  await leaveTraces(wiring, reading, personIds);
};
