// Imports insured people from a file of the core system: new ones are added, changed ones updated, equal ones left alone.
import type { Occasion } from '../audit/chain-events.ts';
import { toMilliseconds } from '../audit/event.ts';
import { type Chain, chainBatch, chainOf, recordLockedPeople, recordNewPeople } from '../audit/record-batch.ts';
import { dateIn } from '../base/dates.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { ProblemCode, RejectedRow } from '../base/row-problems.ts';
import type { Keys } from '../crypto/keys.ts';
import {
  type ImportCount,
  type ImportRun,
  importFile,
  type KeyedRow,
  type Session,
  type Written,
} from '../database/import-file.ts';
import {
  type AddedPerson,
  type ChangedPerson,
  type IncomingPerson,
  personAdded,
  personChanged,
} from './imported-change.ts';
import { type ImportedPerson, parsePerson } from './parse-person.ts';
import { peopleColumns } from './people-columns.ts';
import {
  insertCards,
  insertElectronicCards,
  insertPeople,
  type KnownRow,
  type Lookup,
  type LookupMove,
  listHeldCards,
  listKnown,
  lockPeople,
  moveIdNumbers,
  movePhones,
  moveRecords,
} from './people-import-store.ts';
import { insertRecordChanges } from './record-changes-store.ts';

/** `recordedAt` counts by the system clock. */
export type PeopleImport = ImportRun & {
  readonly recordedAt: Temporal.Instant;
  readonly policySnapshot: number;
};

/**
 * Adds and updates people by their number in the core system; every change leaves its event in the person's chain. A
 * repeat of the same file changes nothing and says so.
 */
export const importPeople = (run: PeopleImport): Promise<ImportCount> => {
  const { recordedAt, policySnapshot, ...rest } = run;
  const { keys } = rest;
  const occasionAt = (at: Temporal.Instant): Occasion => ({
    acting: { actor: 'system', actorId: 'core-system', channel: 'system', outlet: null, bank: null },
    ...{ at: toMilliseconds(at), recordedAt: toMilliseconds(recordedAt), policySnapshot },
  });
  // At a first load nearly everybody is new, later nearly nobody: the batch before tells.
  let isMostlyNew = true;
  return importFile({
    ...rest,
    kind: 'people',
    columns: peopleColumns,
    parse: (row, { at, today }) => {
      const parsed = parsePerson(row, today);
      if (!parsed.ok) return parsed;
      const incoming = withIndexes(keys, parsed.value);
      const ahead = isMostlyNew ? prepareNew(keys, occasionAt(at), incoming) : undefined;
      return { ok: true, value: { ...incoming, ahead } };
    },
    keyOf: ({ core }) => core,
    write: async (session, rows, at) => {
      const written = await writePeople({ keys, session, at, occasion: occasionAt(at) }, rows);
      isMostlyNew = written.added * 2 > rows.length;
      return written;
    },
  });
};

/** `at` counts by the business clock. */
type Batch = {
  readonly keys: Keys;
  readonly session: Session;
  readonly at: Temporal.Instant;
  readonly occasion: Occasion;
};

/** Somebody new, sealed and with the first events of their chain, ready to be written. */
type NewPerson = { readonly person: AddedPerson; readonly chain: Chain };

/** A person of the file with the digests of their numbers and of all the row says; `ahead`: if they should be new. */
type Incoming = KeyedRow<IncomingPerson & { readonly ahead: NewPerson | undefined }>;
type Assigned = { readonly row: Incoming; readonly personId: PersonId };

const writePeople = async (batch: Batch, rows: readonly Incoming[]): Promise<Written> => {
  const { added, changed, unchanged, rejected } = decide(rows, await listKnown(batch.session, rows.map(lookupOf)));
  if (added.length > 0) await addPeople(batch, added);
  if (changed.length > 0) await changePeople(batch, changed);
  return { added: added.length, changed: changed.length, unchanged, rejected };
};

const lookupOf = ({ value: { core, id, person } }: Incoming): Lookup => ({
  core,
  id,
  employerCode: person.employerCode,
});

// Digests are made while the database still writes the batch before. The day of a change says when something became so,
// not what is so: the same row with another day is the same.
const withIndexes = (keys: Keys, person: ImportedPerson): IncomingPerson => ({
  person,
  core: keys.blind('core-number', person.personal.coreNumber),
  id: keys.blind('id-number', person.personal.idNumber),
  mac: keys.blind('imported-row', JSON.stringify({ ...person, changedOn: null })),
});

type Decided = {
  readonly added: Incoming[];
  readonly changed: Assigned[];
  unchanged: number;
  readonly rejected: RejectedRow[];
};

const decide = (incoming: readonly Incoming[], known: readonly KnownRow[]): Decided => {
  const decided: Decided = { added: [], changed: [], unchanged: 0, rejected: [] };
  const takenHere = new Set<string>();
  for (const [place, row] of incoming.entries()) {
    const found = known[place];
    if (!found) throw new Error('the look-up answered fewer rows than it was asked');
    const { id: idIndex, mac } = row.value;
    const id = idIndex.toString('latin1');
    const isTaken = takenHere.has(id) || (found.id_owner !== null && found.id_owner !== found.person_id);
    if (!found.employer_known) decided.rejected.push(rejection(row, 'employer_code', 'employer-unknown'));
    else if (isTaken) decided.rejected.push(rejection(row, 'id_number', 'id-number-taken'));
    else if (found.source_mac?.equals(mac)) decided.unchanged++;
    else if (found.person_id) decided.changed.push({ row, personId: found.person_id });
    else decided.added.push(row);
    takenHere.add(id);
  }
  return decided;
};

const rejection = ({ line }: Incoming, field: string, code: ProblemCode): RejectedRow => ({
  line,
  problems: [{ field, code }],
});

const prepareNew = (keys: Keys, occasion: Occasion, incoming: IncomingPerson): NewPerson => {
  const person = personAdded(keys, newId<PersonId>(), incoming);
  return { person, chain: chainOf(keys, occasion, person) };
};

const addPeople = async (batch: Batch, added: readonly Incoming[]): Promise<void> => {
  const { session, keys, occasion } = batch;
  const prepared = added.map(({ value }) => value.ahead ?? prepareNew(keys, occasion, value));
  const people = prepared.map(({ person }) => person);
  const chains = prepared.map(({ chain }) => chain);
  const rows = people.map(({ record }) => record);
  await insertPeople(session, { rows, heads: chains.map(({ head }) => head), at: batch.at });
  await writeCards(batch, people);
  await recordNewPeople(session, occasion, chains);
};

// The lock comes first: whoever changes something of a person waits for the others who do.
const changePeople = async (batch: Batch, changed: readonly Assigned[]): Promise<void> => {
  const { session, keys, at } = batch;
  const today = dateIn(at);
  const ids = changed.map(({ personId }) => personId);
  const before = new Map((await lockPeople(session, ids)).map((row) => [row.personId, row]));
  const held = Map.groupBy(await listHeldCards(session, ids), ({ personId }) => personId);
  const people = changed.map(({ row, personId }) => {
    const locked = before.get(personId);
    if (!locked) throw new Error('a person who is known by number has no record');
    return personChanged({ keys, today }, { locked, held: held.get(personId) ?? [] }, row.value);
  });
  await moveLookups(session, people);
  await moveRecords(
    session,
    people.map(({ record }) => record),
    batch.at,
  );
  await writeCards(batch, people);
  await recordLockedPeople(session, batch.occasion, chainBatch(keys, batch.occasion, people));
  const changes = people.flatMap((person) => person.changes);
  if (changes.length > 0) await insertRecordChanges(session, changes, batch.at);
};

const moveLookups = async (session: Session, people: readonly ChangedPerson[]): Promise<void> => {
  const ids = people.map(({ idMove }) => idMove).filter(isMove);
  const phones = people.map(({ phoneMove }) => phoneMove).filter(isMove);
  if (ids.length > 0) await moveIdNumbers(session, ids);
  if (phones.length > 0) await movePhones(session, phones);
};

const isMove = ({ from, to }: LookupMove): boolean => (from && to ? !from.equals(to) : from !== to);

const writeCards = async ({ session, at }: Batch, people: readonly AddedPerson[]): Promise<void> => {
  const rows = people.map(({ card }) => card.written).filter((row) => row !== undefined);
  const ended = people.flatMap(({ card }) => card.ended);
  if (rows.length > 0) await insertCards(session, { rows, ended, at });
  const electronic = people.filter((one) => one.hasNewElectronicCard).map(({ record }) => record.personId);
  if (electronic.length > 0) await insertElectronicCards(session, electronic, at);
};
