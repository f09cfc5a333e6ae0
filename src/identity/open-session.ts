// A session while a request has it open: what was found, what the request changes, and what is then to be written.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { csrfToken, isCsrfToken } from './csrf.ts';
import { keptMinutes } from './kept-form.ts';
import type { Session, SessionContent, SignIn } from './session.ts';
import { devicePrograms, deviceSystems } from './session-origin.ts';

/** Who a session is of, and what it says. */
export type SessionState = { readonly personId: PersonId | null; readonly content: SessionContent };

/** What the end of the request has to do with the stored session. */
export type SessionOutcome =
  | { readonly kind: 'keep' | 'write' | 'rotate'; readonly state: SessionState }
  | { readonly kind: 'end' };

export type OpenSession = { readonly session: Session; readonly outcome: () => SessionOutcome };

const level = z.literal([0, 1, 2, 3]);
const personId = z.custom<PersonId>((id) => typeof id === 'string');
const sessionContent = z.object({
  level,
  name: z.string().nullable(),
  subject: z.string().nullable(),
  candidates: z.array(personId),
  // Sessions of the release before have none.
  origin: z
    .object({ system: z.enum(deviceSystems), program: z.enum(devicePrograms), address: z.string() })
    .nullable()
    .default(null),
  csrfSecret: z.string(),
  pendingLogins: z.array(
    z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), level, returnPath: z.string() }),
  ),
  kept: z
    .object({
      form: z.object({ personId, path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) }),
      until: z.string(),
    })
    .nullable()
    .default(null),
  ampleTime: z.boolean().default(false),
});

/** Reads sealed content; undefined when another release wrote a shape that this one does not know. */
export const parseSessionContent = (text: string): SessionContent | undefined =>
  sessionContent.safeParse(JSON.parse(text)).data;

/** What was found of a session under its token. */
export type FoundState = SessionState & Pick<Session, 'id' | 'secondsLeft'>;

/** Opens what was found, or an empty session of nobody that is not stored unless something makes it worth storing. */
export const openSession = (found: FoundState | undefined, now: Temporal.Instant): OpenSession => {
  let kind: SessionOutcome['kind'] = 'keep';
  let state: SessionState = found ?? { personId: null, content: emptyContent() };
  const write = (changes: Partial<SessionContent>): void => {
    state = { ...state, content: { ...state.content, ...changes } };
    if (kind === 'keep') kind = 'write';
  };
  const session: Session = {
    id: found?.id ?? null,
    secondsLeft: found?.secondsLeft ?? null,
    get personId() {
      return state.personId;
    },
    get level() {
      return state.content.level;
    },
    get name() {
      return state.content.name;
    },
    get subject() {
      return state.content.subject;
    },
    get candidates() {
      return state.content.candidates;
    },
    get pendingLogins() {
      return state.content.pendingLogins;
    },
    get csrfToken() {
      // A form of somebody without a session: from here on there is one to check the form against.
      if (!found && kind === 'keep') kind = 'write';
      return csrfToken(state.content.csrfSecret);
    },
    hasCsrfToken: (token) => found !== undefined && isCsrfToken(found.content.csrfSecret, token),
    get ampleTime() {
      return state.content.ampleTime;
    },
    get keptForm() {
      const { kept } = state.content;
      return kept && Temporal.Instant.compare(now, kept.until) < 0 ? kept.form : null;
    },
    keepPendingLogins: (pendingLogins) => write({ pendingLogins }),
    keepForm: (form) => write({ kept: { form, until: now.add({ minutes: keptMinutes }).toString() } }),
    dropForm: () => write({ kept: null }),
    giveAmpleTime: (ampleTime) => {
      if (ampleTime !== state.content.ampleTime) write({ ampleTime });
    },
    signIn: (found) => {
      state = signedIn(state, found);
      kind = 'rotate';
    },
    signOut: () => {
      state = { personId: null, content: emptyContent() };
      kind = 'end';
    },
  };
  return { session, outcome: () => (kind === 'end' ? { kind } : { kind, state }) };
};

const signedIn = ({ content }: SessionState, found: SignIn): SessionState => {
  const { personId, ...identity } = found;
  const kept = mayBeOf(found, content.kept?.form.personId) ? content.kept : null;
  return { personId, content: { ...content, ...identity, csrfSecret: newSecret(), pendingLogins: [], kept } };
};

/** Whether the one who typed is the one who logs in, or still one of those it may be. */
const mayBeOf = ({ personId, candidates }: SignIn, typedBy: PersonId | undefined): boolean =>
  typedBy !== undefined && (personId === null ? candidates.includes(typedBy) : personId === typedBy);

const emptyContent = (): SessionContent => ({
  level: 0,
  name: null,
  subject: null,
  candidates: [],
  origin: null,
  csrfSecret: newSecret(),
  pendingLogins: [],
  kept: null,
  ampleTime: false,
});

const newSecret = (): string => randomBytes(32).toString('base64url');
