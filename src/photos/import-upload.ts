// Keeps pictures of an invented person that are in their format already, as if the person had just sent them.
import type { Clock } from '../base/clock.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { unfinishedHours } from '../policy/data/photos.ts';
import { type PhotoKind, sealUpload, type UploadId } from './photo.ts';
import { upsertUpload } from './uploads-store.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock };

/** One kind has one place: a second picture takes that of the first. */
export const importUpload = async (
  { sql, keys, businessClock }: Ground,
  { personId, kind, jpeg }: { readonly personId: PersonId; readonly kind: PhotoKind; readonly jpeg: Uint8Array },
): Promise<void> => {
  const uploadedAt = businessClock();
  await upsertUpload(sql, {
    ...{ personId, uploadId: newId<UploadId>(), kind, sealed: sealUpload(keys, personId, jpeg), bytes: jpeg.length },
    ...{ uploadedAt, deleteAfter: uploadedAt.add({ hours: unfinishedHours }), most: 12 },
  });
};
