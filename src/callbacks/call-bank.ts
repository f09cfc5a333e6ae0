// How a bank comes to be called: as a part of a person's change, for itself, or once more.
import type { Part } from '../audit/command.ts';
import { newId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { nudgeWorkers } from '../jobs/nudge.ts';
import type { CallbackEvent, NewCallback } from './callback.ts';
import { insertCallback, insertCallbackAlone, moveCallbackToWaiting } from './callbacks-store.ts';

/** What a bank is told of an order, in the same statement as the change. */
export const callBank = (
  sql: Sql,
  told: {
    readonly bank: string;
    readonly event: CallbackEvent;
    readonly number: string;
    readonly at: Temporal.Instant;
  },
): Part => {
  const callbackId = newId<string>();
  const { number: subject, ...rest } = told;
  return {
    writes: [insertCallback(sql, { callbackId, subject, ...rest })],
    jobs: [{ kind: 'call-bank', payload: { callbackId } }],
  };
};

type Ground = { readonly sql: Sql; readonly keys: Keys };

/** What belongs to no person's change. The same id again changes nothing. */
export const callBankAlone = async (ground: Ground, callback: NewCallback): Promise<void> => {
  await insertCallbackAlone(ground, callback);
  nudgeWorkers();
};

/** Sends a callback of this bank once more, whether it had arrived or not; false: there is none, or it is on its way. */
export const callBankAgain = async (
  ground: Ground,
  which: { readonly callbackId: string; readonly bank: string },
): Promise<boolean> => {
  const moved = await moveCallbackToWaiting(ground, which);
  if (moved) nudgeWorkers();
  return moved;
};

/** An id drawn from a caller's key, so that the same call twice is one callback (version 8 of RFC 9562 §5.8). */
export const callbackIdFor = (keys: Pick<Keys, 'digest'>, key: string): string => {
  const hex = keys.digest(`callback|${key}`).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
