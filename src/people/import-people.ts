// Imports insured people from a file of the core system: new ones are added, changed ones updated, equal ones left alone.
import { dateIn } from '../base/dates.ts';
import { idFrom, newId, type PersonId } from '../base/ids.ts';
import type { ProblemCode, RejectedRow } from '../base/row-problems.ts';
import { sealCard } from '../cards/card.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type ImportCount, importFile, type KeyedRow, type Session, type Written } from '../database/import-file.ts';
import { type ImportedPerson, parsePerson } from './parse-person.ts';
import { peopleColumns } from './people-columns.ts';
import {
  type CardRow,
  insertCards,
  insertElectronicCards,
  insertPeople,
  type KnownRow,
  type LookupMove,
  listKnown,
  lockPeople,
  moveIdNumbers,
  movePhones,
  moveRecords,
  type RecordRow,
} from './people-import-store.ts';
import { openPersonal, sealPersonal } from './sealed-fields.ts';

/** `at` counts by the business clock. */
export type PeopleImport = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly at: Temporal.Instant;
  readonly path: string;
  readonly reject: (rows: readonly RejectedRow[]) => Promise<void>;
};

/** Adds and updates people by their number in the core system. A repeat of the same file changes nothing and says so. */
export const importPeople = (run: PeopleImport): Promise<ImportCount> => {
  const today = dateIn(run.at);
  return importFile({
    sql: run.sql,
    path: run.path,
    columns: peopleColumns,
    parse: (row) => parsePerson(row, today),
    keyOf: (person) => run.keys.blind('core-number', person.personal.coreNumber),
    write: (session, rows) => writePeople(run, session, rows),
    reject: run.reject,
  });
};

/** A row on its way into the database. */
type Incoming = KeyedRow<ImportedPerson> & { readonly id: Buffer; readonly mac: Buffer };
type Assigned = { readonly row: Incoming; readonly personId: PersonId };

const writePeople = async (
  run: PeopleImport,
  session: Session,
  rows: readonly KeyedRow<ImportedPerson>[],
): Promise<Written> => {
  const incoming = rows.map((row) => withIndexes(run.keys, row));
  const lookups = incoming.map(({ key, id, value }) => ({ core: key, id, employerCode: value.employerCode }));
  const { added, changed, unchanged, rejected } = decide(incoming, await listKnown(session, lookups));
  if (added.length > 0)
    await insertPeople(
      session,
      added.map((one) => recordRow(run.keys, one)),
      run.at,
    );
  if (changed.length > 0) await changePeople(run, session, changed);
  await writeCards(run, session, [...added, ...changed]);
  return { added: added.length, changed: changed.length, unchanged, rejected };
};

const withIndexes = (keys: Keys, row: KeyedRow<ImportedPerson>): Incoming => {
  const id = keys.blind('id-number', row.value.personal.idNumber);
  return { ...row, id, mac: keys.blind('imported-row', JSON.stringify(row.value)) };
};

type Decided = {
  readonly added: Assigned[];
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
    const id = row.id.toString('latin1');
    const isTaken = takenHere.has(id) || (found.id_owner !== null && found.id_owner !== found.person_id);
    if (!found.employer_known) decided.rejected.push(rejection(row, 'employer_code', 'employer-unknown'));
    else if (isTaken) decided.rejected.push(rejection(row, 'id_number', 'id-number-taken'));
    else if (found.source_mac?.equals(row.mac)) decided.unchanged++;
    else if (found.person_id) decided.changed.push({ row, personId: found.person_id });
    else decided.added.push({ row, personId: newId<PersonId>() });
    takenHere.add(id);
  }
  return decided;
};

const rejection = ({ line }: Incoming, field: string, code: ProblemCode): RejectedRow => ({
  line,
  problems: [{ field, code }],
});

// The lock comes first: whoever changes something of a person waits for the others who do. Under it stand both the record
// before and the row that came: the event of the change belongs in this transaction, beside `moveRecords`.
const changePeople = async (run: PeopleImport, session: Session, changed: readonly Assigned[]): Promise<void> => {
  const locked = await lockPeople(
    session,
    changed.map(({ personId }) => personId),
  );
  const before = new Map(locked.map((row) => [row.person_id, openPersonal(run.keys, row.person_id, row.sealed)]));
  const moves = changed.map(({ row, personId }) => {
    const old = before.get(personId);
    if (!old) throw new Error('a person who is known by number has no record');
    const phone = phoneIndex(run.keys, old.phone);
    return {
      id: { personId, from: run.keys.blind('id-number', old.idNumber), to: row.id },
      phone: { personId, from: phone, to: phoneIndex(run.keys, row.value.personal.phone) },
    };
  });
  const idMoves = moves.map(({ id }) => id).filter(isMove);
  const phoneMoves = moves.map(({ phone }) => phone).filter(isMove);
  if (idMoves.length > 0) await moveIdNumbers(session, idMoves);
  if (phoneMoves.length > 0) await movePhones(session, phoneMoves);
  await moveRecords(
    session,
    changed.map((one) => recordRow(run.keys, one)),
    run.at,
  );
};

const phoneIndex = (keys: Keys, phone: string | null): Buffer | null =>
  phone === null ? null : keys.blind('phone', phone);

const isMove = ({ from, to }: LookupMove): boolean => (from && to ? !from.equals(to) : from !== to);

const recordRow = (keys: Keys, { row, personId }: Assigned): RecordRow => {
  const { personal, insurance, employerCode } = row.value;
  return {
    personId,
    core: row.key,
    id: row.id,
    phone: phoneIndex(keys, personal.phone),
    sealed: sealPersonal(keys, personId, personal),
    groups: insurance.groups.join(','),
    insured: insurance.insured,
    district: insurance.district,
    employerCode,
    pensionBanks: JSON.stringify(insurance.pensionBanks),
    retiredOn: insurance.retiredOn?.toString() ?? null,
    lastBankChangeOn: insurance.lastBankChangeOn?.toString() ?? null,
    mac: row.mac,
  };
};

const writeCards = async (run: PeopleImport, session: Session, people: readonly Assigned[]): Promise<void> => {
  const cards = people.map((one) => cardRow(run.keys, one)).filter((card) => card !== undefined);
  if (cards.length > 0) await insertCards(session, cards, run.at);
  const electronic = people.filter(({ row }) => row.value.electronicCard).map(({ personId }) => personId);
  if (electronic.length > 0) await insertElectronicCards(session, electronic, run.at);
};

const cardRow = (keys: Keys, { row, personId }: Assigned): CardRow | undefined => {
  const { card, personal } = row.value;
  if (!card) return undefined;
  return {
    personId,
    // One card of a generation for each person the core system knows, however often it is sent.
    cardId: idFrom(keys.blind('imported-card', `${personal.coreNumber}|${card.generation}`)),
    generation: card.generation,
    bank: card.bank,
    financial: financialOf(card.generation, card.financial),
    sealed: sealCard(keys, personId, {
      number: card.number,
      chipId: null,
      specificationVersion: null,
      accountLastFour: null,
    }),
    number: card.number === null ? null : keys.blind('card-number', card.number),
  };
};

// A third-generation card has the function from the start, it may not be activated yet; an older one has it or not.
const financialOf = (generation: 1 | 2 | 3, financial: boolean): CardRow['financial'] => {
  if (financial) return 'active';
  return generation === 3 ? 'not-activated' : null;
};
