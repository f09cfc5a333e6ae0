// What a session is: who somebody is to us, how surely, and what pages need to remember of them between two requests.
import type {} from 'fastify';
import type { PersonId } from '../base/ids.ts';
import type { KeptForm } from './kept-form.ts';
import type { SessionOrigin } from './session-origin.ts';

/** How surely somebody is who they say: 0 nobody, 1 phone, 2 name and ID number, 3 face or an equal proof (R-CHAN-21). */
export type Level = 0 | 1 | 2 | 3;

/** A login on its way: what has to come back from the provider, and where the person was going. */
export type PendingLogin = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly level: Level;
  readonly returnPath: string;
};

/** What a session keeps, sealed. How pages look (language, 长辈版) is no part of it: that stays with the device. */
export type SessionContent = {
  readonly level: Level;
  /** As the login provider says it; null before level 2. */
  readonly name: string | null;
  /** The provider's own word for the person; sent back as a hint when a higher level is needed. */
  readonly subject: string | null;
  /** A phone that several people share: who it may be. They stay when one of them is chosen, until that one is proved. */
  readonly candidates: readonly PersonId[];
  /** Where it was begun; null for a session that is not stored yet. */
  readonly origin: SessionOrigin | null;
  readonly csrfSecret: string;
  readonly pendingLogins: readonly PendingLogin[];
  /** A form that waits for its person to be logged in (again, or more surely), and until when. */
  readonly kept: { readonly form: KeptForm; readonly until: string } | null;
  /** Longer time without a request, for who reads and types slowly (长辈版). */
  readonly ampleTime: boolean;
};

/** What a login found out. `personId` is null when several people share the phone; `candidates` names them. */
export type SignIn = Pick<SessionContent, 'level' | 'name' | 'subject' | 'candidates'> & {
  readonly personId: PersonId | null;
};

/** `request.session`. Nothing is stored and no cookie set until something is changed or a form needs its token. */
export type Session = Omit<SessionContent, 'csrfSecret' | 'origin' | 'kept'> & {
  /** Names the session to its person; null as long as there is none. */
  readonly id: string | null;
  /** Until it ends without another request; null as long as there is none. */
  readonly secondsLeft: number | null;
  readonly personId: PersonId | null;
  /** The hidden field `_csrf` of every form; another text each time, all of them good for this session. */
  readonly csrfToken: string;
  readonly hasCsrfToken: (token: unknown) => boolean;
  /** Keeps these logins on their way and no others; stored when the answer is sent. */
  readonly keepPendingLogins: (pending: readonly PendingLogin[]) => void;
  /** The form that waits; null when there is none, or its time is over. */
  readonly keptForm: KeptForm | null;
  /** Keeps a form for its person, in the place of one that was kept before. */
  readonly keepForm: (form: KeptForm) => void;
  readonly dropForm: () => void;
  /** Gives the session more time without a request, or no more than others have. */
  readonly giveAmpleTime: (isAmple: boolean) => void;
  /** Makes the person known, under a fresh token and a fresh CSRF secret; the old token is void. A form that somebody else typed is dropped. */
  readonly signIn: (found: SignIn) => void;
  /** Ends the session; its token is void. */
  readonly signOut: () => void;
};

/** Whether the person is only chosen, among those who share a phone: nothing but the phone is proved of them. */
export const hasChosen = ({ personId, level, candidates }: Session): boolean =>
  personId !== null && level === 1 && candidates.length > 0;

declare module 'fastify' {
  interface FastifyRequest {
    session: Session;
  }
}
