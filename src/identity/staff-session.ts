// What a session of staff is: who works, which records they opened and why, and what a form of theirs must carry.
import { randomBytes } from 'node:crypto';
import type {} from 'fastify';
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Staff, staffShape } from '../staff/staff.ts';
import { csrfToken, isCsrfToken } from './csrf.ts';

/** A login on its way, or a record that was opened; the newest of each are kept. */
const mostPending = 5;
const mostOpened = 30;

const openedRecord = z.object({
  personId: z.custom<PersonId>((id) => typeof id === 'string'),
  /** System clock: how long a record stays open has nothing to do with policy. */
  at: z.string(),
});
const content = z.object({
  staff: staffShape.nullable(),
  csrfSecret: z.string(),
  pendingLogins: z.array(
    z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnPath: z.string() }),
  ),
  opened: z.array(openedRecord),
});
export type StaffSessionContent = z.infer<typeof content>;
export type PendingStaffLogin = StaffSessionContent['pendingLogins'][number];

/** Reads sealed content; undefined when another release wrote a shape that this one does not know. */
export const parseStaffSession = (text: string): StaffSessionContent | undefined =>
  content.safeParse(JSON.parse(text)).data;

/** `request.staffSession`. Nothing is stored and no cookie set until something is changed. */
export type StaffSession = {
  readonly staff: Staff | null;
  readonly pendingLogins: readonly PendingStaffLogin[];
  /** Until it ends without another request; null as long as there is none. */
  readonly secondsLeft: number | null;
  /** The hidden field `_csrf` of every form; another text each time, all of them good for this session. */
  readonly csrfToken: string;
  readonly hasCsrfToken: (token: unknown) => boolean;
  readonly keepPending: (pending: PendingStaffLogin) => void;
  /** A pending login is good for one answer. */
  readonly dropPending: (pending: PendingStaffLogin) => void;
  /** Makes somebody known, under a fresh token and a fresh CSRF secret; the old token is void. */
  readonly signIn: (staff: Staff) => void;
  readonly signOut: () => void;
  /** Since when a record is open; undefined: no reason was given yet. */
  readonly openedAt: (personId: PersonId) => Temporal.Instant | undefined;
  readonly keepOpened: (personId: PersonId, at: Temporal.Instant) => void;
};

declare module 'fastify' {
  interface FastifyRequest {
    staffSession: StaffSession;
  }
}

export type StaffOutcome =
  | { readonly kind: 'keep' | 'write' | 'rotate'; readonly content: StaffSessionContent }
  | { readonly kind: 'end' };
export type OpenStaffSession = { readonly session: StaffSession; readonly outcome: () => StaffOutcome };
type Found = { readonly content: StaffSessionContent; readonly secondsLeft: number };

/** Opens what was found, or an empty session that is not stored unless something makes it worth storing. */
export const openStaffSession = (found: Found | undefined): OpenStaffSession => {
  let kind: StaffOutcome['kind'] = 'keep';
  let now = found?.content ?? emptyContent();
  const write = (changes: Partial<StaffSessionContent>): void => {
    now = { ...now, ...changes };
    if (kind === 'keep') kind = 'write';
  };
  const session: StaffSession = {
    get staff() {
      return now.staff;
    },
    get pendingLogins() {
      return now.pendingLogins;
    },
    secondsLeft: found?.secondsLeft ?? null,
    get csrfToken() {
      return csrfToken(now.csrfSecret);
    },
    hasCsrfToken: (token) => found !== undefined && isCsrfToken(found.content.csrfSecret, token),
    keepPending: (pending) => write({ pendingLogins: [...now.pendingLogins, pending].slice(-mostPending) }),
    dropPending: (pending) => write({ pendingLogins: now.pendingLogins.filter((each) => each !== pending) }),
    signIn: (staff) => {
      now = { ...emptyContent(), staff };
      kind = 'rotate';
    },
    signOut: () => {
      now = emptyContent();
      kind = 'end';
    },
    openedAt: (personId) => {
      const opened = now.opened.findLast((each) => each.personId === personId);
      return opened && Temporal.Instant.from(opened.at);
    },
    keepOpened: (personId, at) => {
      const others = now.opened.filter((each) => each.personId !== personId);
      write({ opened: [...others, { personId, at: at.toString() }].slice(-mostOpened) });
    },
  };
  return { session, outcome: () => (kind === 'end' ? { kind } : { kind, content: now }) };
};

const emptyContent = (): StaffSessionContent => ({
  ...{ staff: null, pendingLogins: [], opened: [] },
  csrfSecret: randomBytes(32).toString('base64url'),
});
