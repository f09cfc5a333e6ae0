// The same work in a small and in a large city: what people, clerks and banks wait for must not grow with the number of people.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../src/app.ts';
import { submitApplication } from '../src/applications/submit-application.ts';
import { systemClock } from '../src/base/clock.ts';
import type { CardId, PersonId } from '../src/base/ids.ts';
import { enableCard } from '../src/cards/enable-card.ts';
import { readConfig } from '../src/config.ts';
import { consentsOfHolder } from '../src/consents/consent.ts';
import { newKeyFile, readKeys, writeOnce } from '../src/crypto/keys-file.ts';
import { connect, type Sql } from '../src/database/connection.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { loadPolicy } from '../src/policy/policy-holder.ts';
import { formOfDraft } from '../src/portal/desk/form-of-draft.ts';
import { listOrders } from '../src/production/list-orders.ts';
import { seedPopulation } from '../src/seed/seed-population.ts';
import { findPeople } from '../src/staff/find-people.ts';
import { findQueue } from '../src/staff/find-queue.ts';
import { queueLists, queueQuestion } from '../src/staff/queue.ts';
import type { Wiring } from '../src/wiring.ts';
import { logIn } from '../test/support/logged-in.ts';
import { insertTestOutlet } from '../test/support/people.ts';
import { staffOfRole } from '../test/support/staff.ts';
import { draftFor, saveDrafts } from './support/applicants.ts';
import { mediansInTurn, type Work } from './support/in-turn.ts';
import { planFaults, watchStatements } from './support/plans.ts';
import type { BenchContext, Row } from './support/row.ts';

export const name = 'the same work in a small and a large city';

/** `BENCH_SMALL=10000 BENCH_PEOPLE=1000000` for other sizes. */
const sizes = [Number(process.env.BENCH_SMALL ?? 100_000), Number(process.env.BENCH_PEOPLE ?? 1_000_000)] as const;
/** Calls of each kind. */
const turns = { warmUp: 50, calls: 200 };
const most = turns.warmUp + turns.calls;
/** The day batch 5 opens, an hour into it: seeded lives end here. */
const now = Temporal.Instant.from('2025-10-09T10:00:00+08:00');

export const run = async (context: BenchContext): Promise<readonly Row[]> => {
  await using stack = new AsyncDisposableStack();
  const [small, large] = [await openCity(context, sizes[0], stack), await openCity(context, sizes[1], stack)];
  const written = (size: number): string => size.toLocaleString('en');
  const rowOf = (what: string, figures: { readonly measured: number; readonly reference: number }): Row => ({
    ...{ what: `${what}; ${written(sizes[1])} people, reference ${written(sizes[0])}`, ...figures },
    ...{ unit: what.startsWith('bytes') ? 'B' : 'ms' },
    ...(!what.startsWith('seeding') && { goal: { ratioAtMost: 1.3 } }),
  });
  const rows: Row[] = [];
  // Whoever logs in does so after the seeding, which takes longer than a login lasts.
  const references = new Map(await small.works());
  for (const [what, measured] of await large.works()) {
    const reference = references.get(what);
    if (!reference) throw new Error(`the small city has no ${what}`);
    rows.push(rowOf(what, await mediansInTurn({ measured, reference }, turns)));
  }
  for (const { sql, statements, people } of [small, large]) {
    for (const fault of await planFaults(sql, statements.seen())) console.error(`${written(people)} people: ${fault}`);
    console.error(`${written(people)} people: ${statements.seen().length} statements, plans read`);
  }
  return [
    ...rows,
    rowOf('bytes a person', { measured: large.bytes / large.people, reference: small.bytes / small.people }),
    rowOf('seeding a person', { measured: large.seeding / large.people, reference: small.seeding / small.people }),
  ];
};

/** A seeded city and what is asked of it; `seeding` in milliseconds. Ends with `stack`. */
const openCity = async ({ database }: BenchContext, people: number, stack: AsyncDisposableStack) => {
  const url = await database();
  const folder = mkdtempSync(join(tmpdir(), 'size-bench-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  writeOnce(join(folder, 'keys.json'), newKeyFile());
  const statements = watchStatements();
  const sql = connect(url, { watch: statements.watch });
  stack.defer(() => sql.end());
  const wiring: Wiring = {
    ...{ sql, keys: readKeys({ folder, mayMake: false }), policy: await loadPolicy(sql, beijing), systemClock },
    ...{ config: readConfig({ YIKATONG_DATA: folder, RATE_LIMIT_PER_MINUTE: '1000000' }, 'web') },
    ...{ businessClock: () => now, moveBusinessClock: undefined, log: pino({ level: 'silent' }) },
  };
  for (const { code } of beijing.banks) await insertTestOutlet(sql, code);
  const began = performance.now();
  const seed = { people, seed: 1, now, recordedAt: systemClock(), progress: () => {} };
  await seedPopulation({ sql, keys: wiring.keys, policy: wiring.policy.current(), ...seed });
  const seeding = performance.now() - began;
  const bytes = await bytesOf(sql);
  const app = await buildApp(wiring);
  stack.defer(() => app.close());
  const works = async (): Promise<readonly (readonly [string, Work])[]> => {
    const chosen = await worksOf(wiring, app);
    statements.forget();
    return chosen;
  };
  return { sql, statements, people, seeding, bytes, works };
};

const bytesOf = async (sql: Sql): Promise<number> => {
  const [row] = await sql<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`;
  return row?.bytes ?? 0;
};

/** Everybody they need is chosen before anything is measured. */
const worksOf = async (wiring: Wiring, app: FastifyInstance): Promise<readonly (readonly [string, Work])[]> => [
  ...(await pages(wiring, app)),
  ...(await desks(wiring)),
  ['first page of a bank’s feed', () => listOrders(wiring, { bank: '102', most: 100 })],
  ...(await commands(wiring)),
];

/** What a person sees who logs in: what they may do today, and how their application goes. */
const pages = async (wiring: Wiring, app: FastifyInstance): Promise<readonly (readonly [string, Work])[]> => {
  const { sql } = wiring;
  const people = await sql<{ personId: PersonId; number: string }[]>`
    select person_id as "personId", number from applications order by md5(number) limit ${most}`;
  const cookies = await Promise.all(people.map(async ({ personId }) => (await logIn(wiring, personId)).cookie));
  const get =
    (urlOf: (turn: number) => string): Work =>
    async (turn) => {
      const { statusCode, body } = await app.inject({ url: urlOf(turn), headers: { cookie: cookies[turn] ?? '' } });
      if (statusCode !== 200) throw new Error(`${urlOf(turn)}: ${statusCode} ${body.slice(0, 200)}`);
    };
  return [
    ['home page: what I may do today', get(() => '/')],
    ['progress page', get((turn) => `/applications/${people[turn]?.number}`)],
  ];
};

/** What clerks wait for. */
const desks = async (wiring: Wiring): Promise<readonly (readonly [string, Work])[]> => {
  const { sql } = wiring;
  const numbers = await sql<{ number: string }[]>`select number from applications order by md5(number) limit ${most}`;
  const bureau = staffOfRole.bureau;
  const search: Work = async (turn) => {
    const found = await findPeople(wiring, bureau, numbers[turn]?.number ?? '');
    if (!found.ok || found.value.length !== 1) throw new Error('nobody was found');
  };
  const lists = queueLists.map((list): readonly [string, Work] => [
    `console list: ${list}`,
    () => findQueue(wiring, bureau, queueQuestion.parse({ list })),
  ]);
  return [['search by number', search], ...lists];
};

/** Commands, each for somebody else. */
const commands = async (wiring: Wiring): Promise<readonly (readonly [string, Work])[]> => {
  const { sql } = wiring;
  const retirees = await sql<{ personId: PersonId }[]>`
    select person_id as "personId" from insured_records r
    where groups = '{retiree}' and pension_banks @> '[{"bank": "102"}]'
      and not exists (select from applications a where a.person_id = r.person_id) limit ${most}`;
  await saveDrafts(
    wiring,
    retirees.map(({ personId }) => personId),
  );
  const mailed = await sql<{ personId: PersonId; cardId: CardId }[]>`
    select person_id as "personId", card_id as "cardId" from applications where state = 'mailed' limit ${most}`;
  if (retirees.length < most || mailed.length < most)
    throw new Error(
      `${retirees.length} can apply and ${mailed.length} can enable, fewer than ${most}: seed more people`,
    );
  const acting = (personId: PersonId) =>
    ({ personId, actor: 'holder', actorId: personId, level: 3, channel: 'website' }) as const;
  return [
    [
      'submit',
      async (turn) => {
        const personId = retirees[turn]?.personId;
        if (!personId) throw new Error('nobody is left');
        const { key, form } = formOfDraft(draftFor(personId), 'zh', consentsOfHolder);
        expectOk(await submitApplication(wiring, { ...acting(personId), key, form }));
      },
    ],
    [
      'enable',
      async (turn) => {
        const one = mailed[turn];
        if (!one) throw new Error('nobody is left');
        expectOk(await enableCard(wiring, { ...acting(one.personId), cardId: one.cardId, key: one.cardId }));
      },
    ],
  ];
};

const expectOk = (result: { readonly ok: boolean }): void => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
};
