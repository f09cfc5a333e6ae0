// Brings a bank's test orders to a known start: those of before are ended, new ones of invented people wait in its feed.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { applicationForm } from '../applications/application-form.ts';
import { type SubmitRefused, submitApplication } from '../applications/submit-application.ts';
import type { Ground } from '../applications/use-case.ts';
import type { PersonId } from '../base/ids.ts';
import type { Input } from '../base/input.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { listOutlets } from '../outlets/outlets-store.ts';
import { importPeople } from '../people/import-people.ts';
import { findPersonByCoreNumber } from '../people/people-store.ts';
import { importPhoto } from '../photos/import-photo.ts';
import { importUpload } from '../photos/import-upload.ts';
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import { endTestOrders } from './end-test-orders.ts';
import { inventApplicant } from './invent-applicant.ts';
import {
  findRecentResets,
  findReset,
  insertReset,
  lockResets,
  type Reset,
  type ResetDone,
  updateClaim,
  updateDone,
  updateLetGo,
  updatePeople,
} from './sandbox-store.ts';

/** A test that needs more orders than fit one page of a screen is a test of load. */
export const mostTestOrders = 100;
/** Each leaves people and events for good. */
export const resetsAnHour = 6;
/** A hundred orders take seconds: after so long nobody works on it any more. */
const leftAloneAfterSeconds = 120;
const retryAfterSeconds = 5;
const secondsOfHour = 3_600;

export type ResetAsked = { readonly bank: string; readonly key: string; readonly orders: number };

export type ResetRefused =
  | Refused<'SANDBOX_RESETS_USED_UP' | 'SANDBOX_BUSY', { readonly retryAfterSeconds: number }>
  | Refused<'KEY_REUSED', object>
  | SubmitRefused;

/**
 * Ends what is open of the bank's earlier test orders and submits `orders` applications ten minutes ago, half of them for
 * an outlet of the bank where it has one, so that they are in the feed at once. Nothing is deleted: people, applications and
 * events of before stay. The same key gets the same answer and changes nothing; a reset that broke off goes on under
 * its key. Refused with SANDBOX_RESETS_USED_UP after six within an hour, SANDBOX_BUSY while another one of the bank runs,
 * KEY_REUSED, and with what the gate says on a day on which nobody can apply yet.
 */
export const resetSandbox = async (ground: Ground, asked: ResetAsked): Promise<Result<ResetDone, ResetRefused>> => {
  const begun = await begin(ground, asked);
  if (!begun.ok) return begun;
  const { resetId, answer } = begun.value;
  if (answer) return ok(answer);
  const placed = await placeOrders(ground, asked, resetId);
  if (!placed.ok) {
    await updateLetGo(ground.sql, resetId);
    return placed;
  }
  const done = { ended: await endTestOrders(ground, { bank: asked.bank, resetId }), orders: placed.value };
  await updateDone(ground.sql, resetId, { at: ground.systemClock(), answer: done });
  return ok(done);
};

type Begun = { readonly resetId: number; readonly answer: ResetDone | null };

/** Short: the work itself holds no lock, and one connection at a time. */
const begin = (ground: Ground, { bank, key, orders }: ResetAsked): Promise<Result<Begun, ResetRefused>> => {
  const at = ground.systemClock();
  const keyDigest = ground.keys.digest(JSON.stringify(['sandbox-reset', bank, key]));
  return ground.sql.begin(async (transaction) => {
    await lockResets(transaction, bank);
    const known = await findReset(transaction, keyDigest);
    if (known) {
      const again = goOn(known, { orders, at });
      if (again.ok && !again.value.answer) await updateClaim(transaction, known.resetId, at);
      return again;
    }
    const { count, oldest, running } = await findRecentResets(transaction, {
      bank,
      since: at.subtract({ seconds: secondsOfHour }),
    });
    if (running && !isLeftAlone(running, at)) return refused('SANDBOX_BUSY', { retryAfterSeconds });
    if (oldest && count >= resetsAnHour) {
      const seconds = Math.ceil(secondsOfHour - at.since(oldest).total('seconds'));
      return refused('SANDBOX_RESETS_USED_UP', { retryAfterSeconds: Math.max(1, seconds) });
    }
    return ok({ resetId: await insertReset(transaction, { bank, keyDigest, orders, at }), answer: null });
  });
};

const goOn = (
  { resetId, orders, answer, endedAt, claimedAt }: Reset,
  asked: { readonly orders: number; readonly at: Temporal.Instant },
): Result<Begun, ResetRefused> => {
  if (orders !== asked.orders || (endedAt && !answer)) return refused('KEY_REUSED', {});
  if (!endedAt && !isLeftAlone(claimedAt, asked.at)) return refused('SANDBOX_BUSY', { retryAfterSeconds });
  return ok({ resetId, answer });
};

const isLeftAlone = (claimedAt: Temporal.Instant, at: Temporal.Instant): boolean =>
  at.since(claimedAt).total('seconds') > leftAloneAfterSeconds;

type Placed = ResetDone['orders'];

const placeOrders = async (
  ground: Ground,
  { bank, orders }: ResetAsked,
  resetId: number,
): Promise<Result<Placed, SubmitRefused>> => {
  const before = ground.businessClock().subtract({ minutes: withdrawalMinutes });
  const then: Ground = { ...ground, businessClock: () => before };
  const applicants = Array.from({ length: orders }, (_, place) =>
    inventApplicant(resetId * mostTestOrders + place, bank),
  );
  await importApplicants(then, applicants);
  const [outlet] = await listOutlets(ground.sql, { kind: 'bank', bank });
  const people = await Promise.all(applicants.map(({ coreNumber }) => personOf(then, coreNumber)));
  await updatePeople(ground.sql, resetId, people);
  const pictures = await readPictures();
  const placed: Placed[number][] = [];
  for (const [place, { coreNumber, phone }] of applicants.entries()) {
    const personId = people[place];
    if (!personId) throw new Error('somebody who was brought in is gone');
    await importPhoto(then, { coreNumber, jpeg: pictures.portrait });
    await importUpload(then, { personId, kind: 'id-front', jpeg: pictures.front });
    await importUpload(then, { personId, kind: 'id-back', jpeg: pictures.back });
    const delivery = outlet && place % 2 === 1 ? 'outlet' : 'mail';
    const submitted = await submitApplication(then, {
      ...{ personId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng', key: `sandbox-${resetId}` },
      form: applicationForm.parse({
        ...{ delivery, phone, occupation: 'retired', taxResidency: { residency: 'china' }, photo: 'on-file' },
        ...{ homeAddress: '海淀区沙箱路1号院2号楼303', address: '海淀区沙箱路1号院2号楼303', pledge: 'yes' },
        ...{ outletId: delivery === 'outlet' ? outlet?.outletId : '', consents: ['sensitive-data', 'share-with-bank'] },
      }),
    });
    if (!submitted.ok) return submitted;
    placed.push({ number: submitted.value.number, delivery, dueOn: submitted.value.dueOn });
  }
  return ok(placed);
};

/** By the importer a real city would use; who is there already stays as they are. */
const importApplicants = async (
  ground: Ground,
  applicants: readonly { readonly fields: Readonly<Record<string, string>> }[],
): Promise<void> => {
  const headings = Object.keys(applicants[0]?.fields ?? {});
  const lines = applicants.map(({ fields }) => headings.map((heading) => fields[heading]).join(','));
  const bytes = Buffer.from([headings.join(','), ...lines, ''].join('\n'));
  const input: Input = {
    name: 'sandbox',
    async *open() {
      yield bytes;
    },
    size: async () => bytes.length,
  };
  const { rejected } = await importPeople({
    ...{ sql: ground.sql, keys: ground.keys, input, at: ground.businessClock() },
    ...{ recordedAt: ground.systemClock(), policySnapshot: ground.policy.current().number },
  });
  if (rejected > 0) throw new Error(`${rejected} invented people are refused by our own importer`);
};

const personOf = async ({ sql, keys }: Ground, coreNumber: string): Promise<PersonId> => {
  const personId = await findPersonByCoreNumber(sql, keys, coreNumber);
  if (!personId) throw new Error('somebody who was brought in is not there');
  return personId;
};

const pictureOf = (name: string): Promise<Buffer> =>
  readFile(fileURLToPath(new URL(`../../demo/${name}`, import.meta.url)));

/** Drawings that nobody takes for a person or a document. */
const readPictures = async () => {
  const [portrait, front, back] = await Promise.all(
    ['portrait-woman.jpg', 'id-front.jpg', 'id-back.jpg'].map(pictureOf),
  );
  if (!portrait || !front || !back) throw new Error('the drawings of the demo are not there');
  return { portrait, front, back };
};
