// People who get a card while the program is killed around them, and the banks that make it.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { CardId, PersonId } from '../../src/base/ids.ts';
import { upsertDraft } from '../../src/portal/apply/drafts-store.ts';
import { chip, freshKey } from '../support/card-journey.ts';
import { type LoggedIn, logIn } from '../support/logged-in.ts';
import { insertOldCard, insertTestPerson } from '../support/people.ts';
import { ticked } from '../support/ticked.ts';
import type { Caller } from './caller.ts';
import type { Fire } from './fire.ts';

/** A life as the test knows it from the answers it got. */
export type Lived = {
  readonly personId: PersonId;
  readonly bank: string;
  /** Of the application, once they were told. */
  number: string;
  readonly oldCard: CardId;
  readonly login: LoggedIn;
};

/** Free to choose their bank, so that several banks have work. */
const flexible = {
  groups: ['flexible'],
  birthDate: Temporal.PlainDate.from('1980-03-02'),
  pensionBanks: [],
  retiredOn: null,
} as const;

/** Somebody with an old card, logged in, all pages filled in. */
export const bear = async ({ sql, keys }: Fire, bank: string): Promise<Lived> => {
  const person = await insertTestPerson(sql, keys, flexible);
  const { personId } = person;
  const oldCard = await insertOldCard(sql, keys, personId);
  const uploads = await sql<{ kind: string; uploadId: string }[]>`
    select kind, upload_id as "uploadId" from uploads where person_id = ${personId}`;
  const pictures = Object.fromEntries(uploads.map(({ kind, uploadId }) => [pictureFields[kind] ?? kind, uploadId]));
  await upsertDraft({ sql, keys }, personId, {
    key: crypto.randomUUID(),
    values: {
      ...{ recordConfirmed: 'yes', phone: '19900000001', address: '试验路9号院9号楼909', occupation: 'freelance' },
      ...{ taxResidency: 'china', outletDistrict: '110108', outlet: `outlet-${bank}`, ...pictures },
      ...{ bank, delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
      ...{ mailAddress: '试验路1号院2号楼301室', postcode: '100000' },
    },
  });
  return { personId, bank, number: '', oldCard, login: await logIn({ sql, keys }, personId) };
};

const pictureFields: Readonly<Record<string, string>> = {
  'id-front': 'idFront',
  'id-back': 'idBack',
  'card-photo': 'cardPhoto',
};

const numberPattern = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;

/** Sends the last page. Whoever got no answer looks at their own pages, as a person would. */
export const submit = async (caller: Caller, life: Lived): Promise<void> => {
  const { cookie, csrf } = life.login;
  const sent = await caller.page('/apply/pledge', cookie, { _csrf: csrf, ...ticked });
  const said = sent.location.endsWith('/submitted') ? sent.location : (await caller.page('/me', cookie)).text;
  const [number] = numberPattern.exec(said) ?? [];
  assert.ok(number, `no number after ${sent.status} ${sent.location}`);
  life.number = number;
};

const reports = () => ({
  'account-opened': {},
  produced: chip(),
  mailed: { trackingNumber: `EA${freshKey().toUpperCase()}` },
});

/** What the bank does, one call after the other. */
export const makeByCalls = async (caller: Caller, { bank, number }: Lived): Promise<void> => {
  await caller.bank(bank, 'orders/acknowledge', { key: freshKey(), body: JSON.stringify({ numbers: [number] }) });
  for (const [report, facts] of Object.entries(reports()))
    await caller.bank(bank, `orders/${number}/${report}`, { key: freshKey(), body: JSON.stringify(facts) });
};

/** For a file; a worker that was killed is back long before. */
const patienceMilliseconds = 180_000;

/** The same for several people of one bank by one file; gives it when every row was worked off. */
export const makeByFile = async (caller: Caller, lives: readonly Lived[]): Promise<void> => {
  const bank = lives[0]?.bank ?? '';
  const numbers = lives.map(({ number }) => number);
  await caller.bank(bank, 'orders/acknowledge', { key: freshKey(), body: JSON.stringify({ numbers }) });
  const rows = numbers.flatMap((number) =>
    Object.entries(reports()).map(([report, facts]) => ({ number, report, ...facts })),
  );
  const body = rows.map((row) => JSON.stringify(row)).join('\n');
  const key = freshKey();
  const { fileId } = JSON.parse(await caller.bank(bank, 'answer-files', { key, type: 'application/jsonl', body }));
  const giveUpAt = performance.now() + patienceMilliseconds;
  for (;;) {
    assert.ok(performance.now() < giveUpAt, `nobody works off the file ${fileId}`);
    const { endedAt, accepted, read } = JSON.parse(await caller.bank(bank, `answer-files/${fileId}`));
    if (endedAt !== null) return assert.deepEqual([read, accepted], [rows.length, rows.length]);
    await pause(100);
  }
};

/** The card is in the hand: the person enables it. */
export const enable = async (caller: Caller, { login, number }: Lived): Promise<void> => {
  const { text } = await caller.page(`/applications/${number}`, login.cookie);
  const [path] = /\/cards\/[^/"]+\/enable/.exec(text) ?? [];
  assert.ok(path, `the page of ${number} does not lead to enabling`);
  const { status, location } = await caller.page(path, login.cookie, { _csrf: login.csrf, hasCard: 'yes' });
  assert.deepEqual([status, location], [303, `${path}d`]);
};
