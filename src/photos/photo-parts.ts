// What pictures add to commands about applications: what is there to send, what goes along, and what becomes of it at the end.
import type { Part } from '../audit/command.ts';
import type { ApplicationId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { keptDaysAfterEnd, unfinishedHours } from '../policy/data/photos.ts';
import type { PhotoKind } from './photo.ts';
import { moveUploadsToApplication, moveUploadsToEnd } from './uploads-store.ts';

/** The columns of `pictureColumns`. */
export type PictureRow = { readonly uploaded: readonly PhotoKind[]; readonly hasPhotoOnFile: boolean };

/** For a select from `people`: which kinds of pictures wait, and whether the core system has a photo. */
export const pictureColumns = (sql: Sql): Fragment => sql`
  array(
    select kind from uploads where uploads.person_id = people.person_id and application_id is null
  ) as uploaded,
  exists (select from photos_on_file where photos_on_file.person_id = people.person_id) as "hasPhotoOnFile"`;

/** Where the photo on the card comes from. */
export const photoSources = ['on-file', 'uploaded'] as const;
export type PhotoSource = (typeof photoSources)[number];

/** The pictures go with the application, the new photo only where the person chose it. */
export const sendPictures = (
  sql: Sql,
  { applicationId, photo }: { readonly applicationId: ApplicationId; readonly photo: PhotoSource },
): Part => {
  const kinds: readonly PhotoKind[] = ['id-front', 'id-back', ...(photo === 'uploaded' ? ['card-photo' as const] : [])];
  return { writes: [moveUploadsToApplication(sql, { applicationId, kinds })] };
};

/** The card is in the hand: the pictures stay while a mistake on it may have to be looked into. */
export const keepPictures = (sql: Sql, applicationId: ApplicationId, at: Temporal.Instant): Part => {
  const deleteAfter = at.add({ hours: 24 * keptDaysAfterEnd });
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, mayServeAgain: false })] };
};

/** Withdrawn: whoever applies again at once need not take the pictures again. */
export const giveBackPictures = (sql: Sql, applicationId: ApplicationId, at: Temporal.Instant): Part => {
  const deleteAfter = at.add({ hours: unfinishedHours });
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, mayServeAgain: true })] };
};

/** The bank opened no account: another one gets the pictures, when the person has chosen it (G-39). */
export const giveBackForAnotherBank = (sql: Sql, applicationId: ApplicationId, at: Temporal.Instant): Part => {
  const deleteAfter = at.add({ hours: 24 * keptDaysAfterEnd });
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, mayServeAgain: true })] };
};
