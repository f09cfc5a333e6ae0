// An invented person as rows, as the import of the core system's file leaves them.
import type { Acting } from '../audit/event.ts';
import { type CardId, newId, type PersonId } from '../base/ids.ts';
import { personAdded } from '../people/imported-change.ts';
import type { ImportedPerson } from '../people/parse-person.ts';
import { type Chain, chainRows, type SeedGround } from './chain-rows.ts';
import type { Rows } from './copy-rows.ts';

const coreSystem: Acting = { actor: 'system', actorId: 'core-system', channel: 'system', outlet: null, bank: null };

/** Somebody who is there; `close` writes the head of the chain, the last thing to be known. */
export type Born = {
  readonly personId: PersonId;
  readonly person: ImportedPerson;
  readonly oldCard: CardId | null;
  readonly importedAt: Temporal.Instant;
  readonly chain: Chain;
  readonly close: () => void;
};

export const personRows = (
  ground: SeedGround,
  rows: Rows,
  { person, at }: { readonly person: ImportedPerson; readonly at: Temporal.Instant },
): Born => {
  const { keys } = ground;
  const personId = newId<PersonId>();
  const mac = keys.blind('imported-row', JSON.stringify({ ...person, changedOn: null }));
  const [core, id] = [
    keys.blind('core-number', person.personal.coreNumber),
    keys.blind('id-number', person.personal.idNumber),
  ];
  const { record, card, happenings } = personAdded(keys, personId, { person, core, id, mac });
  const chain = chainRows(ground, rows, personId);
  chain.happen(coreSystem, at, happenings);
  rows.add('insured_records', {
    ...{ person_id: personId, sealed: record.sealed, groups: person.insurance.groups, insured: record.insured },
    ...{ district: record.district, employer_code: record.employerCode, pension_banks: record.pensionBanks },
    ...{ retired_on: record.retiredOn, source_mac: record.mac, imported_at: at },
  });
  rows.add('core_numbers', { blind: core, person_id: personId });
  rows.add('id_numbers', { blind: id, person_id: personId });
  if (record.phone) rows.add('phones', { blind: record.phone, person_id: personId });
  return {
    ...{ personId, person, oldCard: card.written?.cardId ?? null, importedAt: at, chain },
    close: () => {
      const { eventCount, eventMac } = chain.head();
      rows.add('people', { person_id: personId, event_count: eventCount, event_mac: eventMac });
    },
  };
};

/** The card of the file, as it is at the end: still in use, or made invalid by a later one. */
export const oldCardRows = (
  { keys }: SeedGround,
  rows: Rows,
  { born, invalidFrom }: { readonly born: Born; readonly invalidFrom: Temporal.Instant | undefined },
): void => {
  const { person, personId } = born;
  const mac = Buffer.alloc(0);
  const { written } = personAdded(keys, personId, { person, core: mac, id: mac, mac }).card;
  if (!written) return;
  rows.add('cards', {
    ...{ person_id: personId, card_id: written.cardId, generation: written.generation, bank: written.bank },
    ...{ social_security: invalidFrom ? 'invalid' : 'enabled', financial: written.financial, sealed: written.sealed },
    ...{ produced_at: null, enabled_at: null, ended_at: invalidFrom ?? null },
  });
  if (written.number) rows.add('card_numbers', { blind: written.number, person_id: personId, card_id: written.cardId });
};
