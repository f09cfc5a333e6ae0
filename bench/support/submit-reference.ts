// The reference of a submission: the same statements without the program, with people of their own in the same tables.
import type { PersonId } from '../../src/base/ids.ts';
import type { Sql } from '../../src/database/connection.ts';
import type { Recorded } from './recording.ts';
import { runStatement, type StatementResult } from './statement.ts';

/** Values that differ from one submission to the next, as expressions of `:turn`; the rest is the same for everybody. */
const person = `md5('person' || :turn::text)::uuid`;
const tokenDigest = `sha256(('session' || :turn::text)::bytea)`;
const inTime = (kind: string): string => `lpad('${kind}' || to_hex(:turn::bigint), 32, '0')::uuid`;

/** What was recorded of one person, by the expression that stands for it. */
const expressionsFor = async (sql: Sql, personId: PersonId, token: Buffer): Promise<ReadonlyMap<string, string>> => {
  const [row] = await sql<{ applicationId: string; number: string; jobId: string; keyDigest: Buffer }[]>`
    select application_id as "applicationId", number, job_id as "jobId", key_digest as "keyDigest"
    from applications join jobs using (person_id) join command_answers using (person_id)
    where person_id = ${personId}`;
  if (!row) throw new Error('the recorded submission left no application');
  const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
  return new Map([
    [personId, person],
    [hex(token), tokenDigest],
    [row.applicationId, inTime('a')],
    [`application:${row.applicationId}`, `'application:' || ${inTime('a')}`],
    [`electronic-card:${personId}`, `'electronic-card:' || ${person}`],
    [row.number, `substr(md5('number' || :turn::text), 1, 14)`],
    [row.jobId, inTime('b')],
    [hex(row.keyDigest), `sha256(('key' || :turn::text)::bytea)`],
  ]);
};

export type Reference = {
  /** How many statements one submission is. */
  readonly statements: number;
  /** Runs them with 32 clients for some seconds; throws unless every one of them really submitted. */
  readonly run: (seconds: number) => Promise<StatementResult>;
};

type Source = { readonly sql: Sql; readonly url: string; readonly personId: PersonId; readonly token: Buffer };

const clients = 32;

/** Makes the script; `people` is how many may submit over all runs. */
export const makeReference = async (
  { sql, url, personId, token }: Source,
  recorded: readonly Recorded[],
  people: number,
): Promise<Reference> => {
  const expressions = await expressionsFor(sql, personId, token);
  const texts: Record<string, string> = {};
  const statements = recorded.map(({ statement, types, values }, at) =>
    statement.replace(/\$(\d+)/g, (_, digits: string) => {
      const index = Number(digits) - 1;
      const value = values[index] ?? null;
      const type = types[index] ?? 'text';
      if (value === null) return `null::${type}`;
      const expression = expressions.get(value);
      if (expression) return `(${expression})`;
      texts[`v${at}_${index}`] = value;
      return `:v${at}_${index}::text::${type}`;
    }),
  );
  let used = 0;
  return {
    statements: statements.length,
    run: async (seconds) => {
      const from = used;
      const script = [`\\set turn next()`, ...statements.map((text) => `${oneLine(text)};`)].join('\n');
      const shifted = script.replaceAll(':turn::', `(:turn::bigint + ${from})::`);
      const before = await countSubmitted(sql);
      const result = await runStatement({ url, script: shifted, texts, clients, seconds });
      const submitted = (await countSubmitted(sql)) - before;
      // The last ones may have been cut off between two of their statements.
      if (Math.abs(submitted - result.done) > clients)
        throw new Error(`the reference did not submit: ${submitted} applications of ${result.done}`);
      used = from + Math.ceil((result.done / clients) * 1.5 + 1) * clients;
      if (used > people) throw new Error(`the reference ran out of people: ${used} of ${people}`);
      return result;
    },
  };
};

const oneLine = (statement: string): string => statement.replace(/\s+/g, ' ').trim();

const countSubmitted = async (sql: Sql): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*) from applications`;
  return row?.count ?? 0;
};

/** People of the reference, with the rows of one who is about to submit; what is sealed is a copy, nobody opens it. */
export const insertReferencePeople = async (sql: Sql, personId: PersonId, people: number): Promise<void> => {
  const at = sql.unsafe(`md5('person' || turn::text)::uuid`);
  const turns = sql`generate_series(0::bigint, ${people}::bigint - 1) as turn`;
  await sql`
    insert into people (person_id, event_count, event_mac)
    select ${at}, event_count, event_mac from people, ${turns} where person_id = ${personId}`;
  await sql`
    insert into events (person_id, seq, at, action, subject, actor, actor_id, channel, outlet, bank, rules,
                        policy_snapshot, facts, previous_mac, mac, recorded_at)
    select ${at}, seq, at, action, subject, actor, actor_id, channel, outlet, bank, rules, policy_snapshot, facts,
           previous_mac, mac, recorded_at
    from events, ${turns} where person_id = ${personId}`;
  await sql`
    insert into insured_records (person_id, sealed, groups, insured, district, employer_code, pension_banks, retired_on,
                                 last_bank_change_on, source_mac, imported_at)
    select ${at}, sealed, groups, insured, district, employer_code, pension_banks, retired_on, last_bank_change_on,
           source_mac, imported_at
    from insured_records, ${turns} where person_id = ${personId}`;
  await sql`
    insert into drafts (person_id, service, sealed)
    select ${at}, service, sealed from drafts, ${turns} where person_id = ${personId}`;
  await sql`
    insert into sessions (token_digest, person_id, sealed, created_at, seen_at, expires_at)
    select sha256(('session' || turn::text)::bytea), ${at}, sealed, created_at, seen_at, expires_at
    from sessions, ${turns} where person_id = ${personId}`;
};
