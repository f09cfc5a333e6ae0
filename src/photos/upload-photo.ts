// Takes a picture somebody sends: converted or refused with the reason, sealed, in the place of the one before.
import type { Clock } from '../base/clock.ts';
import { dateIn } from '../base/dates.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { ok, type Result, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { findPerson } from '../people/people-store.ts';
import { lenientUnderYears, unfinishedHours } from '../policy/data/photos.ts';
import type { PictureRefused } from './convert-photo.ts';
import { openUpload, type PhotoKind, sealUpload, type UploadId } from './photo.ts';
import type { PhotoConverter } from './photo-converter.ts';
import { findWaitingUpload, listWaitingUploads, upsertUpload } from './uploads-store.ts';

/** Those that wait and those of the applications of the last month; more is no application but a store of pictures. */
const mostUploads = 12;

export type PhotoGround = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly businessClock: Clock;
  readonly converter: PhotoConverter;
};

export type Upload = { readonly personId: PersonId; readonly kind: PhotoKind; readonly bytes: Uint8Array };

/**
 * Keeps the picture until an application takes it, at most 24 hours. Refused with what is wrong with it: what the checks
 * say, SAME_SIDE when it is the other side of the ID document again, TOO_MANY when the person has as many as one may.
 */
export const uploadPhoto = async (
  ground: PhotoGround,
  { personId, kind, bytes }: Upload,
): Promise<Result<{ readonly uploadId: UploadId }, PictureRefused>> => {
  const { sql, keys, converter } = ground;
  if (bytes.length === 0) return refused('NO_FILE', {});
  const at = ground.businessClock();
  const converted = await converter.convert({ bytes, kind, isLenient: await isSmallChild(ground, personId, at) });
  if (!converted.ok) return converted;
  if (await isOtherSide(ground, { personId, kind, bytes: converted.value })) return refused('SAME_SIDE', {});
  const uploadId = newId<UploadId>();
  const isKept = await upsertUpload(sql, {
    ...{ personId, uploadId, kind, sealed: sealUpload(keys, personId, converted.value) },
    ...{ bytes: converted.value.length, uploadedAt: at, deleteAfter: at.add({ hours: unfinishedHours }) },
    most: mostUploads,
  });
  return isKept ? ok({ uploadId }) : refused('TOO_MANY', {});
};

/** C-59 */
const isSmallChild = async ({ sql, keys }: PhotoGround, personId: PersonId, at: Temporal.Instant): Promise<boolean> => {
  const person = await findPerson(sql, keys, personId);
  if (!person) return false;
  return Temporal.PlainDate.compare(person.birthDate.add({ years: lenientUnderYears }), dateIn(at)) > 0;
};

const otherSide: Readonly<Partial<Record<PhotoKind, PhotoKind>>> = { 'id-front': 'id-back', 'id-back': 'id-front' };

/** The same file for both sides gives the same bytes again. */
const isOtherSide = async ({ sql, keys }: PhotoGround, { personId, kind, bytes }: Upload): Promise<boolean> => {
  const waiting = await listWaitingUploads(sql, personId);
  const other = waiting.find((each) => each.kind === otherSide[kind]);
  const sealed = other && (await findWaitingUpload(sql, { personId, uploadId: other.uploadId }));
  return sealed !== undefined && openUpload(keys, personId, sealed).equals(bytes);
};
