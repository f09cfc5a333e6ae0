// A small demo for tests of the login: two people and a shared phone, the simulated provider, pages of three kinds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import type { Clock } from '../../src/base/clock.ts';
import type { PersonId } from '../../src/base/ids.ts';
import { newId } from '../../src/base/ids.ts';
import { freePort } from '../../src/base/ports.ts';
import { readConfig } from '../../src/config.ts';
import { loginRoutes } from '../../src/identity/login-routes.ts';
import { requireLevel } from '../../src/identity/require-level.ts';
import { sessionPlugin } from '../../src/identity/session-plugin.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { loadPolicy } from '../../src/policy/policy-holder.ts';
import { assetRoutes } from '../../src/portal/asset-routes.ts';
import { readAssets } from '../../src/portal/assets.ts';
import type { DemoPerson } from '../../src/simulators/demo-city.ts';
import { loginProvider } from '../../src/simulators/login-provider.ts';
import type { Wiring } from '../../src/wiring.ts';
import { testDatabase } from './database.ts';
import { testKeys } from './keys.ts';
import { insertTestPerson } from './people.ts';

type Lifetime = { after(end: () => Promise<void>): void };

export type CityPerson = DemoPerson & { readonly personId: PersonId };

const note = { zh: '测试', en: 'test' };
const people = [
  {
    slug: 'li',
    name: '李秀英',
    idNumber: '110101195503029904',
    phone: '19900000001',
    note,
    personId: newId<PersonId>(),
  },
  {
    slug: 'wang',
    name: '王建国',
    idNumber: '110101196001019906',
    phone: '19900000002',
    note,
    personId: newId<PersonId>(),
  },
  {
    slug: 'wang-child',
    name: '王小明',
    idNumber: '110101201501019900',
    phone: '19900000002',
    note,
    personId: newId<PersonId>(),
  },
] as const satisfies readonly CityPerson[];
export const [li, wang, child] = people;

/** Known to the provider, but nobody of ours. */
export const stranger: DemoPerson = {
  slug: 'stranger',
  name: '赵来客',
  idNumber: '110101199001019908',
  phone: '19900000009',
  note,
};

export type LoginCity = {
  readonly wiring: Wiring;
  readonly base: URL;
  /** What came to a phone, newest last. */
  readonly textsTo: (phone: string) => readonly string[];
  /** Everything the program wrote to its log, at the finest level. */
  readonly logged: () => string;
  /** Moves the system clock that sessions and tokens go by. */
  readonly wait: (duration: Temporal.DurationLike) => void;
  /** One more web process on the same database and data folder, at its own port; its own address stays `base`. */
  readonly anotherProcess: () => Promise<URL>;
};

/** Further routes beside those of the login. */
type More = (wiring: Wiring) => FastifyPluginAsync;

/** A listening demo; ends with `lifetime`. */
export const loginCity = async (
  lifetime: Lifetime,
  settings: NodeJS.ProcessEnv = {},
  more: More = () => async () => undefined,
): Promise<LoginCity> => {
  const { sql } = await testDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'yikatong-login-'));
  lifetime.after(async () => rmSync(dataFolder, { recursive: true }));
  const port = await freePort();
  const base = new URL(`http://127.0.0.1:${port}`);
  const env = { BASE_URL: base.origin, PORT: String(port), YIKATONG_DATA: dataFolder, ...settings };
  const lines: string[] = [];
  const texts: Text[] = [];
  let ahead = Temporal.Duration.from({ seconds: 0 });
  const systemClock: Clock = () => Temporal.Now.instant().add(ahead);
  const wiring = {
    config: readConfig(env, 'demo'),
    sql,
    keys: testKeys(),
    businessClock: systemClock,
    systemClock,
    moveBusinessClock: undefined,
    policy: await loadPolicy(sql, beijing),
    log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
  };
  await insertPeople(wiring);
  await listen(lifetime, { wiring, texts, port, more });
  return {
    wiring,
    base,
    textsTo: (phone) => texts.filter(({ to }) => to === phone).map(({ text }) => text),
    logged: () => lines.join(''),
    wait: (duration) => {
      ahead = ahead.add(duration);
    },
    anotherProcess: async () => new URL(`http://127.0.0.1:${await listen(lifetime, { wiring, texts, port: 0, more })}`),
  };
};

type Text = { readonly to: string; readonly text: string };
type Listening = { readonly wiring: Wiring; readonly texts: Text[]; readonly port: number; readonly more: More };

const listen = async (lifetime: Lifetime, { wiring, texts, port, more }: Listening): Promise<number> => {
  const app = Fastify({ forceCloseConnections: true, loggerInstance: wiring.log });
  await app.register(formbody);
  app.post<{ Body: Text }>('/demo/phone/messages', async ({ body }) => texts.push(body));
  await app.register(loginProvider(wiring, [...people, stranger]));
  await app.register(assetRoutes(readAssets()));
  await app.register(pages(wiring));
  await app.register(more(wiring));
  await app.listen({ host: '127.0.0.1', port });
  lifetime.after(() => app.close());
  const address = app.server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

/** A page for each level, one with a form, one that says who is there, one for anybody. */
const pages =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    await app.register(sessionPlugin(wiring));
    await app.register(loginRoutes(wiring));
    app.get('/public', async () => 'for anybody');
    app.get('/form', async (request) => request.session.csrfToken);
    app.post('/form', async () => 'taken');
    app.post<{ Body: { personId: PersonId } }>('/choose', async ({ session, body: { personId } }) => {
      session.signIn({ personId, level: 1, name: null, subject: session.subject, candidates: [personId] });
      return 'chosen';
    });
    app.get('/login/who', async () => 'who');
    for (const needed of [1, 2, 3] as const) {
      app.get(`/level-${needed}`, { preHandler: requireLevel(needed) }, async ({ session }) => {
        const { personId, level, name } = session;
        return { personId, level, name };
      });
    }
    app.get('/who', async ({ session: { personId, level, candidates } }) => ({ personId, level, candidates }));
  };

const insertPeople = async ({ sql, keys }: Pick<Wiring, 'sql' | 'keys'>): Promise<void> => {
  for (const { personId, name, idNumber, phone } of people) {
    await insertTestPerson(sql, keys, { personId, name, idNumber, phone });
    await sql`insert into id_numbers (blind, person_id) values (${keys.blind('id-number', idNumber)}, ${personId})`;
    await sql`insert into phones (blind, person_id) values (${keys.blind('phone', phone)}, ${personId})`;
  }
};
