// The console as somebody of staff uses it without a browser: logged in as a role, with forms sent as they stand.
import assert from 'node:assert/strict';
import type { PersonId } from '../../src/base/ids.ts';
import type { Role } from '../../src/staff/staff.ts';
import { logInStaff, type StaffLoggedIn, staffOfRole } from './staff.ts';
import { type WholeApp, wholeApp } from './whole-app.ts';

type Lifetime = Parameters<typeof wholeApp>[0];
export type Console = WholeApp & { readonly as: (role: Role) => Promise<Clerk> };

export type Clerk = {
  readonly session: StaffLoggedIn;
  readonly get: (url: string) => Promise<Got>;
  /** Sends a form with its token; `several` are fields with more than one value. */
  readonly post: (
    url: string,
    form?: Readonly<Record<string, string>>,
    several?: Readonly<Record<string, readonly string[]>>,
  ) => Promise<Got>;
  /** Says the reason for a record and opens it. */
  readonly openRecord: (personId: PersonId, reason?: string) => Promise<Got>;
};
type Got = { readonly status: number; readonly body: string; readonly location: string };

/** The whole program on a test database. */
export const consoleOf = async (lifetime: Lifetime): Promise<Console> => {
  const whole = await wholeApp(lifetime);
  return { ...whole, as: async (role) => clerkOf(whole, await logInStaff(whole.wiring, staffOfRole[role])) };
};

const clerkOf = ({ app }: WholeApp, session: StaffLoggedIn): Clerk => {
  const { cookie, csrf } = session;
  const get = async (url: string): Promise<Got> => gotOf(await app.inject({ url, headers: { cookie } }));
  const post: Clerk['post'] = async (url, form = {}, several = {}) => {
    const fields = new URLSearchParams({ _csrf: csrf, ...form });
    for (const [name, values] of Object.entries(several)) for (const value of values) fields.append(name, value);
    return gotOf(
      await app.inject({
        ...{ method: 'POST', url },
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: fields.toString(),
      }),
    );
  };
  const openRecord = async (personId: PersonId, reason = 'serving'): Promise<Got> => {
    const opened = await post(`/console/people/${personId}/open`, { reason });
    assert.equal(opened.status, 303, opened.body);
    return get(opened.location);
  };
  return { session, get, post, openRecord };
};

type Injected = { readonly statusCode: number; readonly body: string; readonly headers: object };
const gotOf = ({ statusCode, body, headers }: Injected): Got => ({
  ...{ status: statusCode, body },
  location: String(new Map(Object.entries(headers)).get('location') ?? ''),
});
