// What the page of an application shows to one role: its course, its orders, what the applicant wrote, and what can be done.
import { type ApplicationContent, openApplication } from '../applications/application.ts';
import { isHoldable } from '../applications/application-lifecycle.ts';
import { findProgress, type Progress } from '../applications/find-progress.ts';
import { dateIn } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import { findKindsOfApplication, type PicturesAsked } from '../photos/find-pictures.ts';
import type { PhotoKind } from '../photos/photo.ts';
import {
  findApplicationContent,
  listApplicationsFor,
  listOrdersFor,
  type StaffApplication,
  type StaffOrder,
} from '../staff/people-store.ts';
import { may, scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { isRejectable } from './desk.ts';

export type ApplicationFile = {
  readonly personId: PersonId;
  readonly application: StaffApplication;
  /** Without what another bank did before. */
  readonly progress: Progress;
  readonly content: ApplicationContent;
  readonly channel: string;
  readonly actor: string;
  readonly orders: readonly StaffOrder[];
  readonly pictures: PicturesAsked;
  /** null: not for this role. */
  readonly kinds: readonly PhotoKind[] | null;
  readonly mayReject: boolean;
  readonly mayHold: boolean;
  readonly mayRelease: boolean;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
};

/** undefined: there is none of this number, or it is not this role's to see. Scope and reason are the route's to check. */
export const readApplicationFile = async (
  wiring: Wiring,
  staff: Staff,
  { personId, number }: { readonly personId: PersonId; readonly number: string },
): Promise<ApplicationFile | undefined> => {
  const { sql, keys } = wiring;
  const now = wiring.businessClock();
  const bank = scopeOf(staff, 'see-person') === 'own-bank' ? staff.bank : null;
  const application = (await listApplicationsFor(sql, personId, { bank, now })).find((each) => each.number === number);
  if (application === undefined) return undefined;
  const subject = { personId, applicationId: application.applicationId };
  const [progress, row, orders] = await Promise.all([
    findProgress(wiring, { personId, number }),
    findApplicationContent(sql, subject),
    listOrdersFor(sql, subject, { bank, now }),
  ]);
  if (!progress || !row) return undefined;
  const content = openApplication(keys, personId, row.sealed);
  const pictures = { ...subject, photo: content.photo };
  return {
    ...{ personId, application, content, orders, pictures, channel: row.channel, actor: row.actor },
    progress: ofBank(progress, bank),
    kinds: may(staff, 'see-pictures') ? await findKindsOfApplication(wiring, pictures) : null,
    mayReject: may(staff, 'reject-application') && isRejectable(application),
    mayHold: may(staff, 'hold-application') && isHoldable(application.state),
    mayRelease: may(staff, 'hold-application') && application.heldFrom !== null,
    ...{ now, today: dateIn(now) },
  };
};

/** What one bank found of a person is none of the next one's business. */
const ofBank = (progress: Progress, bank: string | null): Progress => ({
  ...progress,
  milestones: progress.milestones.filter((each) => bank === null || each.bank === null || each.bank === bank),
});
