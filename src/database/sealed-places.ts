// Every column that holds sealed values: what rotating the keys goes through (a test compares it with the database).

type KeyType = 'uuid' | 'text' | 'integer' | 'bytea';

/**
 * `key` is the primary key in its order; `owner` is the SQL of what a value is bound to beside its place; `rowsAtOnce` is how
 * many are in memory at a time.
 */
export type SealedPlace = {
  readonly table: string;
  readonly column: string;
  readonly key: Readonly<Record<string, KeyType>>;
  readonly owner: string;
  readonly rowsAtOnce: number;
};

/** Bulk changes commit in pieces of this size; of places with whole files fewer are taken. */
const rows = 1_000;
const files = 20;

const ofPerson = 'person_id::text';
const ofPersonOrNobody = "coalesce(person_id::text, '-')";
const ofStaffOrNobody = "coalesce(account, '-')";
const ofStaff = 'account';
const ofNobody = "'-'";

const sealed = (table: string, key: SealedPlace['key'], owner: string): SealedPlace => ({
  ...{ table, column: 'sealed', key, owner, rowsAtOnce: rows },
});

export const sealedPlaces: readonly SealedPlace[] = [
  sealed('insured_records', { person_id: 'uuid' }, ofPerson),
  sealed('record_changes', { person_id: 'uuid', event_seq: 'integer', fact: 'text' }, ofPerson),
  sealed('applications', { person_id: 'uuid', application_id: 'uuid' }, ofPerson),
  sealed('cards', { person_id: 'uuid', card_id: 'uuid' }, ofPerson),
  sealed('help_requests', { person_id: 'uuid', help_request_id: 'uuid' }, ofPerson),
  sealed('bank_requests', { person_id: 'uuid', bank_request_id: 'uuid' }, ofPerson),
  sealed('corrections', { person_id: 'uuid', correction_id: 'uuid' }, ofPerson),
  sealed('doubts', { person_id: 'uuid', doubt_id: 'uuid' }, ofPerson),
  sealed('service_passwords', { person_id: 'uuid' }, ofPerson),
  sealed('authorisations', { person_id: 'uuid', authorisation_id: 'uuid' }, ofPerson),
  sealed('instant_jobs', { person_id: 'uuid', job_id: 'uuid' }, ofPerson),
  sealed('tickets', { person_id: 'uuid', ticket_id: 'uuid' }, ofPerson),
  sealed('messages', { person_id: 'uuid', message_id: 'uuid' }, ofPerson),
  sealed('command_answers', { key_digest: 'bytea' }, ofPerson),
  sealed('jobs', { job_id: 'uuid' }, ofPersonOrNobody),
  sealed('drafts', { person_id: 'uuid', service: 'text' }, ofPerson),
  sealed('sessions', { token_digest: 'bytea' }, ofPersonOrNobody),
  sealed('staff_sessions', { token_digest: 'bytea' }, ofStaffOrNobody),
  sealed('read_trace_notes', { person_id: 'uuid', trace_id: 'uuid' }, ofPerson),
  sealed('list_exports', { export_id: 'uuid' }, ofStaff),
  sealed('counter_drafts', { account: 'text', person_id: 'uuid' }, "account || ' ' || person_id::text"),
  sealed('counter_sessions', { account: 'text', person_id: 'uuid' }, "account || ' ' || person_id::text"),
  sealed('oidc_records', { provider: 'text', model: 'text', id_digest: 'bytea' }, ofNobody),
  { ...sealed('import_chunks', { import_id: 'uuid', seq: 'integer' }, 'import_id::text'), rowsAtOnce: files },
  sealed('answer_results', { import_id: 'uuid', line: 'integer' }, 'import_id::text'),
  sealed('differences', { bank: 'text', number: 'text' }, 'bank'),
  { ...sealed('uploads', { person_id: 'uuid', upload_id: 'uuid' }, ofPerson), rowsAtOnce: files },
  { ...sealed('photos_on_file', { person_id: 'uuid' }, ofPerson), rowsAtOnce: files },
];
