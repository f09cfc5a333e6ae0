// Whether a card of this person can be made at this outlet now, or is being made: as the gate answers for what was filed here.
import type { Progress } from '../applications/find-progress.ts';
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import { findInstantOffered, type InstantOffered } from '../instant/instant-store.ts';
import { admit } from '../policy/admit.ts';
import type { Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Verdict } from '../policy/verdict.ts';
import { may } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { CounterPlace } from './counter-file.ts';
import type { PersonFile } from './desk.ts';

export type InstantOffer = InstantOffered & { readonly question: Question; readonly verdict: Verdict };

type Asked = Pick<PersonFile, 'personId' | 'menu'> & { readonly snapshot: Snapshot };

/** null: nothing that was filed at this counter waits to be made. */
export const findInstantOffer = async (
  { sql }: { readonly sql: Sql },
  staff: Staff,
  { personId, menu, snapshot }: Asked,
): Promise<InstantOffer | null> => {
  const { bank, outletId } = staff;
  const entry = menu?.entries.find(({ service }) => service === 'issue-instantly');
  if (!entry || bank === null || outletId === null || !may(staff, 'issue-instantly')) return null;
  const offered = await findInstantOffered(sql, { personId, outletId, bank });
  if (!offered) return null;
  const { question } = entry;
  // The application that runs is the one that is made.
  const person = { ...question.person, runningApplication: false };
  const reason = offered.service === 'exchange-damaged' ? 'damaged' : null;
  const asked: Question = { ...question, bank, person, ...(offered.service !== 'apply' && { reason }) };
  return { ...offered, question: asked, verdict: admit(snapshot, asked) };
};

/** Where a card that was just filed is made at once; null: this outlet makes none, or it goes elsewhere. The gate is asked there. */
export const instantHref = (
  { channel, instant, outletId }: CounterPlace,
  { delivery, outletId: chosen }: Pick<Progress, 'delivery' | 'outletId'>,
  personId: PersonId,
): string | null =>
  channel === 'bank' && instant && delivery === 'outlet' && chosen === outletId
    ? `/console/people/${personId}/instant`
    : null;
