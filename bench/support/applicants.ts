// People who are about to submit: imported, logged in at level 3, with a complete draft.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import type { PersonId } from '../../src/base/ids.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Sql } from '../../src/database/connection.ts';
import { importOne } from '../../src/people/import-command.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { holdSnapshot } from '../../src/policy/policy-holder.ts';
import { makeSnapshot } from '../../src/policy/snapshot.ts';
import type { Draft } from '../../src/portal/apply/draft.ts';
import { upsertDraft } from '../../src/portal/apply/drafts-store.ts';
import { type LoggedIn, logIn } from '../../test/support/logged-in.ts';
import { insertTestOutlet, insertTestUploads } from '../../test/support/people.ts';
import { writePeopleFile } from './people-file.ts';

export type Ground = { readonly sql: Sql; readonly keys: Keys };

/** As many statements on their way at a time as the pool has connections, and a few more. */
const together = 32;

/** Imports invented retirees from a file; every second one has neither a card nor an electronic card. */
export const importRetirees = async (ground: Ground, count: number, now: Temporal.Instant): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'submit-bench-'));
  try {
    const path = join(folder, 'people.csv');
    await writePeopleFile(path, count);
    const policy = holdSnapshot(makeSnapshot(1, beijing));
    await importOne({ ...ground, policy, systemClock, businessClock: () => now }, path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** People without any card, in no order, so that each submission finds another page of every index. */
export const listFirstApplicants = async (sql: Sql, most: number): Promise<readonly PersonId[]> => {
  const rows = await sql<{ personId: PersonId }[]>`
    select people.person_id as "personId" from people
    left join cards on cards.person_id = people.person_id
    left join applications on applications.person_id = people.person_id
    where cards.person_id is null and applications.person_id is null
    order by md5(people.person_id::text) limit ${most}`;
  return rows.map(({ personId }) => personId);
};

/** A key that is nothing but different for each person. */
const draftKey = (personId: PersonId): string => personId.replace(/-7/, '-4');

export const draftFor = (personId: PersonId): Draft => ({
  key: draftKey(personId),
  values: {
    ...{ recordConfirmed: 'yes', phone: '19900000001', address: '试验路9号院9号楼909', occupation: 'retired' },
    ...{ taxResidency: 'china', outletDistrict: '110108', outlet: 'outlet-102' },
    ...{ idFront: 'front', idBack: 'back', cardPhoto: 'photo' },
    ...{ bank: '102', delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
    ...{ mailAddress: '试验路1号院2号楼301室', postcode: '100000' },
  },
});

export const saveDrafts = async (ground: Ground, people: readonly PersonId[]): Promise<void> => {
  await insertTestOutlet(ground.sql, '102');
  await forAll(people, async (personId) => {
    await insertTestUploads(ground, personId);
    await upsertDraft(ground, personId, draftFor(personId));
  });
};

/** Logs everybody in at level 3. */
export const logInAll = async (ground: Ground, people: readonly PersonId[]): Promise<readonly LoggedIn[]> => {
  const applicants: LoggedIn[] = [];
  await forAll(people, async (personId) => void applicants.push(await logIn(ground, personId)));
  return applicants;
};

const forAll = async (people: readonly PersonId[], work: (personId: PersonId) => Promise<void>): Promise<void> => {
  let next = 0;
  const workOff = async (): Promise<void> => {
    for (let personId = people[next++]; personId !== undefined; personId = people[next++]) await work(personId);
  };
  await Promise.all(Array.from({ length: together }, workOff));
};
