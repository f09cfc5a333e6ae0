// Brings the photo the core system has of a person in; it stands on the card unless the person sends another.
import type { Clock } from '../base/clock.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { findPersonByCoreNumber } from '../people/people-store.ts';
import { sealPhotoOnFile } from './photo.ts';
import { upsertPhotoOnFile } from './uploads-store.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock };

/** `jpeg` is in the card's format already. False: the core number is of nobody. */
export const importPhoto = async (
  { sql, keys, businessClock }: Ground,
  { coreNumber, jpeg }: { readonly coreNumber: string; readonly jpeg: Uint8Array },
): Promise<boolean> => {
  const personId = await findPersonByCoreNumber(sql, keys, coreNumber);
  if (!personId) return false;
  await upsertPhotoOnFile(sql, { personId, sealed: sealPhotoOnFile(keys, personId, jpeg), at: businessClock() });
  return true;
};
