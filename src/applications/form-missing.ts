// What a form lacks that no bank can do without: pictures, and what the account is opened with.
import type { Rejection } from '../audit/command.ts';
import { rejection } from '../audit/command.ts';
import { type Refused, refused } from '../base/result.ts';
import type { ApplicationForm } from './application-form.ts';
import type { SubmissionRow } from './applications-store.ts';

/** Codes of pictures that are not there. */
export type PictureMissing = 'ID_IMAGE_REQUIRED' | 'PHOTO_REQUIRED';

/** Nobody at a counter has seen document or face: both sides (R-GROUP-09) and a photo (R-PHOTO-01) must be there. */
export const pictureMissing = (
  { photo }: Pick<ApplicationForm, 'photo'>,
  { uploaded, hasPhotoOnFile }: SubmissionRow,
): Rejection<Refused<PictureMissing, object>> | undefined => {
  if (!uploaded.includes('id-front') || !uploaded.includes('id-back'))
    return rejection(refused('ID_IMAGE_REQUIRED', {}), ['R-GROUP-09']);
  return photoMissing({ photo }, { uploaded, hasPhotoOnFile });
};

export const photoMissing = (
  { photo }: Pick<ApplicationForm, 'photo'>,
  { uploaded, hasPhotoOnFile }: Pick<SubmissionRow, 'uploaded' | 'hasPhotoOnFile'>,
): Rejection<Refused<PictureMissing, object>> | undefined => {
  const hasPhoto = photo === 'on-file' ? hasPhotoOnFile : uploaded.includes('card-photo');
  return hasPhoto ? undefined : rejection(refused('PHOTO_REQUIRED', {}), ['R-PHOTO-01']);
};

/** R-INFO-05: the bank opens the account with both; an old card tells neither. */
export const accountDataMissing = ({
  homeAddress,
  occupation,
}: ApplicationForm): Rejection<Refused<'ACCOUNT_DATA_INCOMPLETE', object>> | undefined =>
  homeAddress === null || occupation === null
    ? rejection(refused('ACCOUNT_DATA_INCOMPLETE', {}), ['R-INFO-05', 'R-CHAN-22'])
    : undefined;
