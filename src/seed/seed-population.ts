// `npm run seed`: invented people with a whole campaign behind them, as many as asked for, written in pieces by COPY.
import { setImmediate } from 'node:timers/promises';
import { dateIn } from '../base/dates.ts';
import type { Keys } from '../crypto/keys.ts';
import { analyze } from '../database/analyze.ts';
import type { Sql } from '../database/connection.ts';
import { personFacts } from '../people/person-facts.ts';
import { admit } from '../policy/admit.ts';
import { countedUnder } from '../policy/counted-under.ts';
import { type Channel, type Group, type Occupation, onlineChannels, type Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { type Applied, applicationRows } from './application-rows.ts';
import type { SeedGround } from './chain-rows.ts';
import { Rows } from './copy-rows.ts';
import { appliesShare, inventCampaign, whenApplied } from './invent-campaign.ts';
import { type InventedEmployer, inventEmployers } from './invent-employer.ts';
import { type City, inventPerson } from './invent-person.ts';
import { type Born, oldCardRows, personRows } from './person-rows.ts';
import { type Random, randomOf } from './random.ts';

/** As many as the core system's file has lines in one piece: a piece is one transaction. */
const peopleOfAPiece = 1_000;
/** Written while the next one is invented. */
const piecesAtOnce = 2;
/** So many are invented before what is being written gets its turn. */
const inventedAtOnce = 40;
export const mostPeople = 10_000_000;

export type Seeding = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly policy: Snapshot;
  /** The moment the city is shown at: nothing happened after it. */
  readonly now: Temporal.Instant;
  readonly recordedAt: Temporal.Instant;
  readonly people: number;
  readonly seed: number;
  /** Told after each piece how many are there. */
  readonly progress: (done: number) => void;
};

export type Seeded = { readonly people: number; readonly applications: number };

/** Outlets of each bank, where accounts are opened and cards are collected. */
type Outlets = ReadonlyMap<string, readonly string[]>;

type World = Seeding & {
  readonly ground: SeedGround;
  readonly employers: City['employers'];
  readonly employerOf: ReadonlyMap<string, InventedEmployer>;
  readonly banks: [string, ...string[]];
  readonly outlets: Outlets;
};

/** Fills a city in which outlets are already; the people of an earlier seeding must not be there. */
export const seedPopulation = async (seeding: Seeding): Promise<Seeded> => {
  const world = await openWorld(seeding);
  await writeEmployers(world);
  let applications = 0;
  let done = 0;
  const writing: Promise<unknown>[] = [];
  for (let from = 0; from < seeding.people; from += peopleOfAPiece) {
    const rows = new Rows();
    const to = Math.min(from + peopleOfAPiece, seeding.people);
    applications += await inventPiece(world, rows, { from, to });
    if (writing.length === piecesAtOnce) await writing.shift();
    writing.push(
      seeding.sql
        .begin((session) => rows.write(session))
        .then(() => {
          done += to - from;
          seeding.progress(done);
        }),
    );
  }
  await Promise.all(writing);
  await analyze(seeding.sql);
  return { people: seeding.people, applications };
};

const openWorld = async (seeding: Seeding): Promise<World> => {
  const { sql, keys, policy, recordedAt, people, seed } = seeding;
  const outlets = await listBankOutlets(sql);
  const [first, ...others] = policy.rows.banks.map(({ code }) => code).filter((code) => outlets.has(code));
  if (first === undefined) throw new Error('no bank of the policy has an outlet');
  const banks: [string, ...string[]] = [first, ...others];
  const invented = inventEmployers(randomOf(seed), people, {
    banks,
    openedFrom: (district) => openingOf(policy, { groups: ['employee'], district }),
  });
  const employerOf = new Map(invented.map((employer) => [employer.code, employer]));
  const employers = {
    employer: invented.filter(({ kind }) => kind === 'employer'),
    school: invented.filter(({ kind }) => kind === 'school'),
  };
  const ground = { sql, keys, policySnapshot: policy.number, recordedAt };
  return { ...seeding, ground, employers, employerOf, banks, outlets };
};

/** The first day on which a group of a district may apply at all. */
const openingOf = (
  policy: Snapshot,
  { groups, district }: { readonly groups: readonly string[]; readonly district: string },
): Temporal.PlainDate => {
  const days = policy.rows.batches
    .filter((batch) => batch.groups.some((group) => groups.includes(group)))
    .filter(({ districts }) => districts === undefined || districts.includes(district))
    .map(({ from }) => from)
    .filter((from) => from >= campaignBegan)
    .sort();
  return Temporal.PlainDate.from(days[0] ?? campaignBegan);
};

const campaignBegan = '2024-10-30';
/** When the core system's file came in. */
const importedAt = Temporal.Instant.from('2024-10-15T02:00:00+08:00');

const inventPiece = async (
  world: World,
  rows: Rows,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> => {
  let applications = 0;
  let adult: Born | undefined;
  for (let n = from; n < to; n += 1) {
    const random = randomOf(world.seed * 7_919 + n);
    const born = personRows(world.ground, rows, { person: inventPerson(random, world, n), at: importedAt });
    const applied = inventApplied(world, random, { born, adult });
    const replacedAt = applied && applicationRows(world.ground, rows, { born, applied });
    oldCardRows(world.ground, rows, { born, invalidFrom: replacedAt });
    if (applied) applications += 1;
    else if (born.person.electronicCard)
      rows.add('electronic_cards', { person_id: born.personId, state: 'issued', card_id: null, issued_at: importedAt });
    born.close();
    if (n % inventedAtOnce === 0) await setImmediate();
    if (!born.person.insurance.groups.includes('minor')) adult = born;
  }
  return applications;
};

/** An application that the gate permits on its day; undefined: this person has not applied. */
const inventApplied = (
  world: World,
  random: Random,
  { born, adult }: { readonly born: Born; readonly adult: Born | undefined },
): Applied | undefined => {
  const { now, policy } = world;
  const { insurance, employerCode } = born.person;
  const employer = employerCode === null ? undefined : world.employerOf.get(employerCode);
  if (!random.chance(appliesShare)) return undefined;
  const opens = openingOf(policy, insurance);
  const group = employer?.groupOpenOn ?? null;
  const submittedAt = whenApplied(random, group && Temporal.PlainDate.compare(group, opens) > 0 ? group : opens, now);
  if (!submittedAt) return undefined;
  const guardian = insurance.groups.includes('minor') ? adult : undefined;
  if (insurance.groups.includes('minor') && !guardian) return undefined;
  const channel = random.pick([...onlineChannels]);
  const question = questionOf({ born, employer, channel, submittedAt, actor: guardian ? 'guardian' : 'holder' });
  const asked = admit(policy, { ...question, bank: null });
  if (!asked.permitted) return undefined;
  const bank = asked.fixedBank ?? random.any(employer?.banks ?? world.banks) ?? '';
  const delivery = random.chance(0.72) ? 'mail' : 'outlet';
  const outletId = random.any(world.outlets.get(bank) ?? []);
  const verdict = admit(policy, { ...question, bank, delivery });
  if (!verdict.permitted || outletId === undefined) return undefined;
  const campaign = inventCampaign(random, { submittedAt, now, delivery });
  const { rules, dueOn } = verdict;
  const occupation = question.occupation ?? 'none';
  return {
    campaign,
    channel,
    bank,
    delivery,
    outletId,
    guardian: guardian?.personId ?? null,
    occupation,
    rules,
    dueOn,
    countedAs: countedUnder(policy, question),
  };
};

type Asked = {
  readonly born: Born;
  readonly employer: InventedEmployer | undefined;
  readonly channel: Channel;
  readonly submittedAt: Temporal.Instant;
  readonly actor: 'holder' | 'guardian';
};

/** The gate is asked as the portal asks it, with what the core system knows of the person on that day. */
const questionOf = ({ born, employer, channel, submittedAt, actor }: Asked): Question => {
  const { personal, insurance, card } = born.person;
  const on = dateIn(submittedAt);
  const preset = { presetDelivery: null, presetOutlet: null, presetOutletBank: null };
  const record = {
    ...personal,
    ...insurance,
    personId: born.personId,
    employer: employer ? { ...employer, ...preset } : null,
  };
  return {
    ...{ service: 'apply', channel, on, actor, occupation: occupations[insurance.groups[0] ?? 'resident'] ?? 'none' },
    person: { ...personFacts(record, on), runningApplication: false },
    card: card && {
      ...{ generation: card.generation, bank: card.bank, socialSecurity: 'enabled' },
      ...(card.financial && { financial: 'active' }),
    },
  };
};

const occupations: Readonly<Partial<Record<Group, Occupation>>> = {
  ...{ employee: 'clerk', retiree: 'retired', student: 'student', flexible: 'freelance' },
};

const listBankOutlets = async (sql: Sql): Promise<Outlets> => {
  const rows = await sql<{ bank: string; outlets: string[] }[]>`
    select bank, array_agg(outlet_id order by outlet_id) as outlets from outlets where bank is not null group by bank`;
  return new Map(rows.map(({ bank, outlets }) => [bank, outlets]));
};

const writeEmployers = async ({ sql, employerOf }: World): Promise<void> => {
  const rows = new Rows();
  for (const { code, name, kind, district, groupOpenOn, banks } of employerOf.values())
    rows.add('employers', { code, name, kind, district, group_open_on: groupOpenOn, banks });
  await sql.begin((session) => rows.write(session));
};
