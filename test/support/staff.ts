// Somebody of staff for tests: through the simulated login with both factors, or logged in as a login would have left them.
import assert from 'node:assert/strict';
import { csrfToken } from '../../src/identity/csrf.ts';
import { staffCookieName } from '../../src/identity/staff-session-plugin.ts';
import { insertStaffSession } from '../../src/identity/staff-sessions-store.ts';
import { demoStaff } from '../../src/simulators/demo-staff.ts';
import type { Role, Staff } from '../../src/staff/staff.ts';
import type { Wiring } from '../../src/wiring.ts';
import type { Answer, Visitor } from './visitor.ts';

const ofNowhere = { bank: null, outletId: null, outletName: null, district: null };
const atOutlet = (outletId: string, district: string, bank: string | null = null) => ({
  ...{ outletId, district, bank, outletName: `网点 ${outletId}` },
});

/** One of each role; the banks 102 and 309, the district 110108. */
export const staffOfRole: Readonly<Record<Role, Staff>> = {
  bureau: { account: 'test-bureau', name: '周明华', role: 'bureau', ...ofNowhere },
  auditor: { account: 'test-auditor', name: '吴静', role: 'auditor', ...ofNowhere },
  'bank-office': { account: 'test-office', name: '郑伟', role: 'bank-office', ...ofNowhere, bank: '102' },
  'bank-outlet': {
    account: 'test-outlet',
    name: '孙丽',
    role: 'bank-outlet',
    ...atOutlet('Y1021011', '110101', '102'),
  },
  district: { account: 'test-district', name: '何建军', role: 'district', ...atOutlet('Q110108', '110108') },
  street: { account: 'test-street', name: '冯娟', role: 'street', ...atOutlet('J11010801', '110108') },
  hotline: { account: 'test-hotline', name: '韩梅', role: 'hotline', ...ofNowhere },
};

/** What their browser sends, and the token of their forms. */
export type StaffLoggedIn = { readonly cookie: string; readonly csrf: string; readonly token: string };

export const logInStaff = async (
  { sql, keys, config }: Pick<Wiring, 'sql' | 'keys' | 'config'>,
  staff: Staff,
): Promise<StaffLoggedIn> => {
  const token = `staff-session-of-${staff.account}`;
  const content = { staff, csrfSecret: `csrf-of-${staff.account}`, pendingLogins: [], opened: [] };
  const seenAt = Temporal.Now.instant();
  await insertStaffSession(
    sql,
    {
      ...{ tokenDigest: keys.digest(token), account: staff.account, seenAt, expiresAt: seenAt.add({ minutes: 15 }) },
      sealed: keys.seal('staff_sessions.sealed', staff.account, JSON.stringify(content)),
    },
    null,
  );
  return { token, cookie: `${staffCookieName(config)}=${token}`, csrf: csrfToken(content.csrfSecret) };
};

export const accountOf = (slug: string) => {
  const account = demoStaff.find((each) => each.slug === slug);
  assert.ok(account, slug);
  return account;
};

const actionIn = ({ text, url }: Answer): URL => {
  const [, action = ''] = /<form method="post" action="([^"]*\/staff)"/.exec(text) ?? [];
  assert.notEqual(action, '', text);
  return new URL(action, url);
};

/** Goes to the console's login and picks an account: ends at the page that asks for the code. */
export const pickStaff = async (visitor: Visitor, slug: string, returnPath = '/console'): Promise<Answer> => {
  const query = new URLSearchParams({ return: returnPath });
  const accounts = await visitor.follow(await visitor.visit(`/console/login?${query}`));
  return visitor.follow(await visitor.visit(actionIn(accounts), { step: 'account', account: slug }));
};

/** Answers the page that asks for the code, and goes on to where it leads. */
export const answerStaff = async (
  visitor: Visitor,
  asked: Answer,
  form: Readonly<Record<string, string>>,
): Promise<Answer> => visitor.follow(await visitor.visit(actionIn(asked), form));

/** The newest code that came to a phone. */
export const codeIn = (texts: readonly string[]): string => {
  const [, code = ''] = /验证码 (\d{6})/.exec(texts.at(-1) ?? '') ?? [];
  assert.notEqual(code, '');
  return code;
};
