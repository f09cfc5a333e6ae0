// The pictures of a person as their own pages show them: which wait, and each one in clear for its owner.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { openPhotoOnFile, openUpload, type UploadId } from './photo.ts';
import { countPhotosOnFile, findPhotoOnFile, findWaitingUpload, listWaitingUploads } from './uploads-store.ts';

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
