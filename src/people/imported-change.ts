// What a row of the core system's file does to one person: the record to write, look-ups, cards, events; nothing is written here.
import type { BatchEntry } from '../audit/record-batch.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import { keptContact } from './contact.ts';
import { type CardChange, cardChange, type HeldCard } from './import-cards.ts';
import type { ImportedPerson } from './parse-person.ts';
import type { LockedPerson, LookupMove, RecordRow } from './people-import-store.ts';
import { sealFactChange } from './person-history.ts';
import { insuranceFrom } from './person-row.ts';
import { changeOf, type RecordChange } from './record-change.ts';
import type { RecordChangeRow } from './record-changes-store.ts';
import { openPersonal, sealPersonal } from './sealed-fields.ts';

/** What a row says, with the digests of the core number, of the ID number and of all it says. */
export type IncomingPerson = {
  readonly person: ImportedPerson;
  readonly core: Buffer;
  readonly id: Buffer;
  readonly mac: Buffer;
};

export type AddedPerson = BatchEntry & {
  readonly record: RecordRow;
  readonly card: CardChange;
  readonly hasNewElectronicCard: boolean;
};

export type ChangedPerson = AddedPerson & {
  readonly idMove: LookupMove;
  readonly phoneMove: LookupMove;
  readonly changes: readonly RecordChangeRow[];
};

export const personAdded = (keys: Keys, personId: PersonId, row: IncomingPerson): AddedPerson => {
  const card = cardChange(keys, { personId, person: row.person }, []);
  const hasNewElectronicCard = row.person.electronicCard;
  return {
    record: recordRow(keys, personId, row),
    card,
    hasNewElectronicCard,
    head: { personId, eventCount: 0, eventMac: Buffer.alloc(0) },
    happenings: [
      {
        action: 'add-record',
        subject: `person:${personId}`,
        rules: [],
        facts: hasNewElectronicCard ? { 'electronic-card': 'issued' } : {},
      },
      ...card.happenings,
    ],
  };
};

type Before = { readonly locked: LockedPerson; readonly held: readonly HeldCard[] };

/** `today` is the day from which a change holds when the row names none. */
export const personChanged = (
  { keys, today }: { readonly keys: Keys; readonly today: Temporal.PlainDate },
  { locked, held }: Before,
  row: IncomingPerson,
): ChangedPerson => {
  const { personId } = locked;
  const { person } = row;
  const personal = openPersonal(keys, personId, locked.sealed);
  const before = { personal, insurance: insuranceFrom(locked), employerCode: locked.employerCode };
  const after = { ...person, personal: keptContact(personal, person.personal) };
  const change = changeOf(before, after, person.changedOn ?? today);
  const card = cardChange(keys, { personId, person }, held);
  const hasNewElectronicCard = person.electronicCard && !locked.hasElectronicCard;
  const fields = [...change.fields, ...(hasNewElectronicCard ? ['electronic-card'] : [])];
  return {
    record: recordRow(keys, personId, { ...row, person: after }),
    card,
    hasNewElectronicCard,
    head: locked,
    happenings: [...recordHappenings(personId, fields, change), ...card.happenings],
    idMove: { personId, from: keys.blind('id-number', personal.idNumber), to: row.id },
    phoneMove: { personId, from: phoneIndex(keys, personal.phone), to: phoneIndex(keys, after.personal.phone) },
    changes: change.facts.map((one) => ({
      personId,
      // The change of the record is the first event of the row.
      eventSeq: locked.eventCount + 1,
      fact: one.fact,
      holdsFrom: one.holdsFrom,
      sealed: sealFactChange(keys, personId, one),
    })),
  };
};

const recordHappenings = (
  personId: PersonId,
  fields: readonly string[],
  { facts }: RecordChange,
): AddedPerson['happenings'] => {
  if (fields.length === 0) return [];
  // Name and ID number change at their offices first and reach us from there.
  const isKeyData = facts.some(({ fact }) => fact === 'name' || fact === 'id-number');
  const [first] = facts;
  return [
    {
      action: 'change-record',
      subject: `person:${personId}`,
      rules: isKeyData ? ['R-INFO-03'] : [],
      facts: { changed: fields.join(' '), ...(first && { 'holds-from': first.holdsFrom.toString() }) },
    },
  ];
};

const recordRow = (keys: Keys, personId: PersonId, row: IncomingPerson): RecordRow => {
  const { personal, insurance, employerCode } = row.person;
  return {
    personId,
    core: row.core,
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
    diedOn: insurance.diedOn?.toString() ?? null,
    mac: row.mac,
  };
};

const phoneIndex = (keys: Keys, phone: string | null): Buffer | null =>
  phone === null ? null : keys.blind('phone', phone);
