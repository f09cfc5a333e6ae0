// Works off the answer files of the banks, which take turns; several workers may look for them, one at a time works.
import { CannotStart } from '../base/cannot-start.ts';
import { callBankAlone, callbackIdFor } from '../callbacks/call-bank.ts';
import { endImport } from '../database/import-runs.ts';
import { findOpenAnswerFile, type OpenAnswerFile } from '../database/received-import.ts';
import { pollMilliseconds, startWork } from '../database/work-loop.ts';
import type { AnswerGround } from './take-answers.ts';
import { workOffAnswers } from './work-off-answers.ts';

/** Number of the advisory lock ('yans' in ASCII); released by the server when the process dies. */
const answersLock = 0x79616e73;

/** Looks for answer files until it is stopped. */
export const startAnswerFiles = (ground: AnswerGround): { readonly stop: () => Promise<void> } =>
  startWork({ name: 'an answer file', log: ground.log, next: (stop) => runNext(ground, stop) });

const runNext = async (ground: AnswerGround, stop: AbortSignal): Promise<number> => {
  const file = await findOpenAnswerFile(ground.sql);
  if (!file) return pollMilliseconds;
  const session = await ground.sql.reserve();
  try {
    const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${answersLock}::bigint) as locked`;
    if (!row?.locked) return pollMilliseconds;
    // Read again under the lock: somebody else may have worked on it in between.
    const own = await findOpenAnswerFile(session);
    if (own) await workOff(ground, own, stop);
    return 0;
  } finally {
    await session`select pg_advisory_unlock(${answersLock}::bigint)`.catch(() => undefined);
    session.release();
  }
};

const workOff = async (ground: AnswerGround, file: OpenAnswerFile, stop: AbortSignal): Promise<void> => {
  const { importId: fileId, bank } = file;
  try {
    const outcome = await workOffAnswers(ground, file, stop);
    if (outcome === 'turn is over') return;
    ground.log.info({ fileId, bank }, 'answer file done');
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    // Its text leaves its encoding in the middle: the rows before were taken, the rest never will be.
    await endImport(ground.sql, fileId, 'failed');
  }
  // Who is killed before this has told nobody: the bank asks how far the file is, as before.
  const callbackId = callbackIdFor(ground.keys, `file|${fileId}`);
  await callBankAlone(ground, { callbackId, bank, event: 'file-done', subject: fileId, at: ground.businessClock() });
};
