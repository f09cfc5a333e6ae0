// A picture somebody sends: its kinds, what may be wrong with it, and how it is sealed.
import type { Brand, PersonId } from '../base/ids.ts';
import type { Keys, Place } from '../crypto/keys.ts';

export type UploadId = Brand<string, 'UploadId'>;

/** Both sides of the ID document (R-GROUP-09) and the photo on the card (R-PHOTO-01). */
export const photoKinds = ['id-front', 'id-back', 'card-photo'] as const;
export type PhotoKind = (typeof photoKinds)[number];

/** Why a picture cannot be taken; each has a sentence that says what to do. */
export const photoProblems = [
  'NO_FILE',
  'TOO_MANY_BYTES',
  'HEIC',
  'NOT_A_PICTURE',
  'BROKEN',
  'TOO_MANY_PIXELS',
  'TOO_SMALL',
  'WRONG_SHAPE',
  'TOO_DARK',
  'TOO_BRIGHT',
  'BLURRED',
  'NO_COLOUR',
  'BACKGROUND',
  'SAME_SIDE',
  'TOO_MANY',
  'BUSY',
] as const;
export type PhotoProblem = (typeof photoProblems)[number];

/** Largest file taken: what the camera of a good phone writes in its highest quality. */
export const mostFileBytes = 15 * 1024 * 1024;

const uploadPlace: Place = 'uploads.sealed';
const onFilePlace: Place = 'photos_on_file.sealed';

export const sealUpload = (keys: Keys, personId: PersonId, jpeg: Uint8Array): Buffer =>
  keys.seal(uploadPlace, personId, jpeg);

/** The JPEG; throws when the row was tampered with. */
export const openUpload = (keys: Keys, personId: PersonId, sealed: Uint8Array): Buffer =>
  keys.openBytes(uploadPlace, personId, sealed);

export const sealPhotoOnFile = (keys: Keys, personId: PersonId, jpeg: Uint8Array): Buffer =>
  keys.seal(onFilePlace, personId, jpeg);

/** The JPEG; throws when the row was tampered with. */
export const openPhotoOnFile = (keys: Keys, personId: PersonId, sealed: Uint8Array): Buffer =>
  keys.openBytes(onFilePlace, personId, sealed);
