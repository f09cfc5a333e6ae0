// Somebody who is logged in, as a login would have left them: the session in the database, and what their browser sends.
import type { PersonId } from '../../src/base/ids.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Sql } from '../../src/database/connection.ts';
import { csrfToken } from '../../src/identity/csrf.ts';
import type { Level, SessionContent } from '../../src/identity/session.ts';
import { insertSession } from '../../src/identity/sessions-store.ts';
import { writeViewCookie } from '../../src/portal/view-cookie.ts';

export type LoggedIn = {
  readonly personId: PersonId;
  /** Of the session, and of how its owner wants their pages. */
  readonly cookie: string;
  /** Token of their forms. */
  readonly csrf: string;
};

/** The session's secret, whose digest finds it. */
export const sessionTokenOf = (personId: PersonId): string => `session-of-${personId}`;

export const logIn = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
  level: Level = 3,
): Promise<LoggedIn> => {
  const token = sessionTokenOf(personId);
  const content: SessionContent = {
    ...{
      level,
      name: '张试验',
      subject: personId,
      candidates: [],
      pendingLogins: [],
      origin: null,
      kept: null,
      ampleTime: false,
    },
    csrfSecret: `csrf-secret-of-${personId}`,
  };
  const seenAt = Temporal.Now.instant();
  const row = {
    ...{ tokenDigest: keys.digest(token), personId, seenAt, expiresAt: seenAt.add({ minutes: 30 }) },
    sealed: keys.seal('sessions.sealed', personId, JSON.stringify(content)),
  };
  await insertSession(sql, row, { replaced: null, othersKept: 4 });
  // The mark of the person, as pages set it at the first visit after the login.
  const owner = keys.digest(personId).toString('hex').slice(0, 8);
  const view = writeViewCookie({ language: 'zh', elder: false, owner });
  return { personId, cookie: `yikatong=${token}; view=${view}`, csrf: csrfToken(content.csrfSecret) };
};
