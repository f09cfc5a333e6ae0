// The pictures of a person: which wait, each one in clear for its owner, and those of an application for who checks it.
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { openPhotoOnFile, openUpload, type PhotoKind, photoKinds, type UploadId } from './photo.ts';
import type { PhotoSource } from './photo-parts.ts';
import {
  countPhotosOnFile,
  findPhotoOnFile,
  findUploadOfApplication,
  findWaitingUpload,
  listKindsOfApplication,
  listWaitingUploads,
} from './uploads-store.ts';

/** Ids of what waits; undefined: nothing of that kind. */
export type Pictures = {
  readonly idFront: UploadId | undefined;
  readonly idBack: UploadId | undefined;
  readonly cardPhoto: UploadId | undefined;
  readonly hasPhotoOnFile: boolean;
};

type Ground = { readonly sql: Sql; readonly keys: Keys };

export const findPictures = async ({ sql }: Ground, personId: PersonId): Promise<Pictures> => {
  const [waiting, onFile] = await Promise.all([listWaitingUploads(sql, personId), countPhotosOnFile(sql, personId)]);
  const idOf = (kind: string): UploadId | undefined => waiting.find((each) => each.kind === kind)?.uploadId;
  return {
    idFront: idOf('id-front'),
    idBack: idOf('id-back'),
    cardPhoto: idOf('card-photo'),
    hasPhotoOnFile: onFile > 0,
  };
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A waiting picture, or the photo on file for `on-file`; undefined: there is none, or it is another person's. */
export const findPicture = async (
  { sql, keys }: Ground,
  personId: PersonId,
  name: string,
): Promise<Buffer | undefined> => {
  if (name === 'on-file') {
    const onFile = await findPhotoOnFile(sql, personId);
    return onFile && openPhotoOnFile(keys, personId, onFile);
  }
  const sealed = uuid.test(name) ? await findWaitingUpload(sql, { personId, uploadId: name }) : undefined;
  return sealed && openUpload(keys, personId, sealed);
};

export type PicturesAsked = {
  readonly personId: PersonId;
  readonly applicationId: ApplicationId;
  /** Where the photo on the card comes from. */
  readonly photo: PhotoSource;
};

/** Which pictures there are of an application; the photo on file counts as that of the card where it was chosen. */
export const findKindsOfApplication = async (
  { sql }: Pick<Ground, 'sql'>,
  asked: PicturesAsked,
): Promise<readonly PhotoKind[]> => {
  const [sent, onFile] = await Promise.all([
    listKindsOfApplication(sql, asked),
    asked.photo === 'on-file' ? countPhotosOnFile(sql, asked.personId) : 0,
  ]);
  return photoKinds.filter((kind) => sent.includes(kind) || (kind === 'card-photo' && onFile > 0));
};

/** One of them as JPEG; undefined: there is none (any more). Throws when the row was tampered with. */
export const findPictureOfApplication = async (
  { sql, keys }: Ground,
  asked: PicturesAsked,
  kind: PhotoKind,
): Promise<Buffer | undefined> => {
  const { personId, photo } = asked;
  if (kind === 'card-photo' && photo === 'on-file') return findPicture({ sql, keys }, personId, 'on-file');
  const sealed = await findUploadOfApplication(sql, asked, kind);
  return sealed && openUpload(keys, personId, sealed);
};
