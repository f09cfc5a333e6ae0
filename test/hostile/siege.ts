// The siege: every route of the program under hostile requests of everybody who can ask, and what must still be true afterwards.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, LightMyRequestResponse, RouteOptions } from 'fastify';
import { pino } from 'pino';
import type { PersonId } from '../../src/base/ids.ts';
import type { Random } from '../../src/seed/random.ts';
import { roles } from '../../src/staff/staff.ts';
import { apply, mailForm, reportsOf } from '../support/card-journey.ts';
import { logIn } from '../support/logged-in.ts';
import { insertOldCard, insertTestPerson } from '../support/people.ts';
import { logInStaff, staffOfRole } from '../support/staff.ts';
import { bankToken, type WholeApp, wholeApp } from '../support/whole-app.ts';
import { type Asker, hostileRequest, markup, type Route } from './requests.ts';

type Lifetime = Parameters<typeof wholeApp>[0];

export type Siege = {
  readonly requests: number;
  readonly random: Random;
  readonly say: (line: string) => void;
};

/** The bank of the person whose data must not come out; it and the bureau may see some of it, so they ask without ids. */
const theirBank = '103';
/** How long an asker stays logged in: some of the requests log them out. */
const requestsOfALogin = 400;

/** What only this person has; wherever it turns up somebody saw what is not theirs. */
const secrets = {
  ...{ name: '欧阳围城', phone: '19900007171', address: '围城路71号院7号楼', recipient: '司徒围城' },
  ...{ mail: '围城路72号院7号楼' },
};

/** Throws with the requests that broke something, one for each route and fault. Gives how many requests got which status. */
export const besiege = async (lifetime: Lifetime, { requests, random, say }: Siege) => {
  const lines: string[] = [];
  const { whole, routes } = await programWithRoutes(lifetime, lines);
  const { app, city } = whole;
  const victim = await insertVictim(whole);
  const before = await digestOf(whole, victim.personId);
  const statuses = new Map<number, number>();
  const faults = new Map<string, string>();
  let askers: readonly [Asker, ...Asker[]] = [nobody];
  for (let turn = 0; turn < requests; turn += 1) {
    if (turn % requestsOfALogin === 0) askers = await askersOf(whole);
    const route = routes[turn % routes.length] ?? { method: 'GET', url: '/' };
    const asker = random.pick(askers);
    const request = hostileRequest(random, { ids: victim.ids }, { route, asker });
    const answer = await app.inject(request);
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
    const [log] = lines.filter((line) => line.includes('request failed')).slice(-1);
    const asked = `${asker.name} ${JSON.stringify(request).slice(0, 1_500)}`;
    for (const fault of faultsOf(answer, victim.secrets))
      faults.set(`${fault} at ${route.method} ${route.url}`, answer.statusCode < 500 ? asked : `${asked}\n${log}`);
    if (turn % 2_000 === 1_999) say(`${turn + 1} requests`);
  }
  assert.deepEqual(Object.fromEntries(faults), {});
  assert.equal((await app.inject('/healthz')).statusCode, 200);
  assert.deepEqual(await digestOf(whole, victim.personId), before, 'nothing of the person was changed');
  const log = lines.join('');
  for (const secret of [...victim.secrets, markup]) assert.ok(!log.includes(secret), `${secret} in the log`);
  const [row] = await city.sql<{ people: number }[]>`select count(*) as people from people`;
  assert.equal(row?.people, 2, 'nobody came in');
  return { statuses, routes: routes.length };
};

type Answered = Pick<LightMyRequestResponse, 'statusCode' | 'body' | 'headers'>;

const faultsOf = ({ statusCode, body, headers }: Answered, secrets: readonly string[]): readonly string[] => {
  const location = String(headers.location ?? '');
  const isPage = String(headers['content-type']).includes('html');
  return [
    ...(statusCode >= 500 ? [String(statusCode)] : []),
    ...secrets.filter((secret) => body.includes(secret) || location.includes(secret)).map((secret) => `${secret} seen`),
    ...(isPage && body.includes(markup) ? ['markup of the request unescaped'] : []),
    ...(/^(https?:)?\/\/(evil|[^/]*@)|^\/\\/.test(location) ? [`led away to ${location}`] : []),
  ];
};

/** The program, and every route that it registered while it was built. */
const programWithRoutes = async (lifetime: Lifetime, lines: string[]) => {
  const found: RouteOptions[] = [];
  const listen = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', (route) => void found.push(route));
  };
  subscribe('fastify.initialization', listen);
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const whole = await wholeApp(lifetime, { RATE_LIMIT_PER_MINUTE: '1000000' }, log).finally(() =>
    unsubscribe('fastify.initialization', listen),
  );
  const routes = found.flatMap(({ method, url }): Route[] => [method].flat().map((each) => ({ method: each, url })));
  assert.ok(routes.length > 150, `only ${routes.length} routes were seen`);
  return { whole, routes: routes.filter(({ method }) => method !== 'HEAD') };
};

/** Somebody with a card on its way, and everything that leads to them. */
const insertVictim = async (whole: WholeApp) => {
  const { city } = whole;
  const { sql, keys } = city;
  const person = await insertTestPerson(sql, keys, {
    ...{ name: secrets.name, phone: secrets.phone },
    pensionBanks: [{ bank: theirBank, from: Temporal.PlainDate.from('2015-04-01') }],
  });
  const { personId } = person;
  const oldCard = await insertOldCard(sql, keys, personId);
  const { address, mail, recipient, phone } = secrets;
  const form = { ...mailForm, phone, address, recipient, recipientPhone: phone, mailAddress: mail };
  const { number } = await apply(city, personId, form);
  const { cardNumber } = await reportsOf(city, { number, bank: theirBank }).opened();
  await logIn(city, personId);
  const [application] = await sql<
    { id: string }[]
  >`select application_id as id from applications where number = ${number}`;
  const uploads = await sql<{ id: string }[]>`select upload_id as id from uploads where person_id = ${personId}`;
  const ids: [string, ...string[]] = [personId, number, number.replaceAll('-', ''), oldCard, application?.id ?? ''];
  ids.push(...uploads.map(({ id }) => id));
  return { personId, ids, secrets: [...Object.values(secrets), person.idNumber, cardNumber ?? '-'] };
};

const nobody: Asker = { name: 'nobody', headers: {}, csrf: 'x' };

/** Everybody who can ask, freshly logged in: nobody, another person, every role of staff elsewhere, another bank. */
const askersOf = async (whole: WholeApp): Promise<readonly [Asker, ...Asker[]]> => {
  const { city, wiring } = whole;
  const { personId } = await otherPerson(whole);
  await city.sql`delete from sessions where person_id = ${personId}`;
  await city.sql`delete from staff_sessions`;
  const { cookie, csrf } = await logIn(city, personId);
  const staff: Asker[] = [];
  // The bureau and the hotline may open the record of anybody, for a reason, so they are no strangers.
  for (const role of roles.filter((each) => each !== 'bureau' && each !== 'hotline')) {
    const session = await logInStaff(wiring, staffOfRole[role]);
    staff.push({ name: role, headers: { cookie: session.cookie }, csrf: session.csrf });
  }
  const token = await bankToken(whole, '102');
  return [
    nobody,
    { name: 'another person', headers: { cookie }, csrf },
    { name: 'another bank', headers: { authorization: `Bearer ${token}` }, csrf: '' },
    {
      name: 'with a bad token',
      headers: { authorization: `Bearer ${token.slice(1)}`, cookie: 'yikatong=made-up; yikatong-staff=made-up' },
      csrf,
    },
    ...staff,
  ];
};

let other: { readonly personId: PersonId } | undefined;
const otherPerson = async ({ city }: WholeApp) => {
  other ??= await insertTestPerson(city.sql, city.keys);
  return other;
};

/** Everything that belongs to the person, as text; who looked at them is theirs to see, and not a change. */
const digestOf = async ({ city: { sql } }: WholeApp, personId: PersonId): Promise<readonly string[]> => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'person_id'
      and table_name not in ('read_traces', 'read_trace_notes', 'refusals', 'jobs', 'messages', 'sessions') order by 1`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`
      select t::text as row from ${sql(name)} t where person_id = ${personId} order by 1`;
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return texts;
};
