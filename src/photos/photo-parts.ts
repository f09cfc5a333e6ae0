// What pictures add to commands about applications: what is there to send, what goes along, and what becomes of it at the end.
import type { Part } from '../audit/command.ts';
import type { ApplicationId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { keptDaysAfterEnd, unfinishedHours } from '../policy/data/photos.ts';
import { type PhotoKind, photoKinds } from './photo.ts';
import { deleteUploadsWith, moveUploadsToApplication, moveUploadsToEnd } from './uploads-store.ts';

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
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, servingAgain: [] })] };
};

/** Withdrawn: whoever applies again at once need not take the pictures again. */
export const giveBackPictures = (sql: Sql, applicationId: ApplicationId, at: Temporal.Instant): Part => {
  const deleteAfter = at.add({ hours: unfinishedHours });
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, servingAgain: photoKinds })] };
};

/** The bank opened no account: another one gets the pictures, when the person has chosen it (G-39). */
export const giveBackForAnotherBank = (sql: Sql, applicationId: ApplicationId, at: Temporal.Instant): Part => {
  const deleteAfter = at.add({ hours: 24 * keptDaysAfterEnd });
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, servingAgain: photoKinds })] };
};

/**
 * The bureau sent the application back: what it found nothing wrong with goes with the corrected one, as long as pictures
 * are kept; what it did not accept stays where it is until its successor comes.
 */
export const giveBackForCorrection = (
  sql: Sql,
  {
    applicationId,
    at,
    rejected,
  }: { readonly applicationId: ApplicationId; readonly at: Temporal.Instant; readonly rejected: readonly PhotoKind[] },
): Part => {
  const servingAgain = photoKinds.filter((kind) => !rejected.includes(kind));
  const deleteAfter = at.add({ hours: 24 * keptDaysAfterEnd });
  return { writes: [moveUploadsToEnd(sql, { applicationId, deleteAfter, servingAgain })] };
};

/** Pictures of the application that were not accepted; their successors are sent in the same statement. */
export const dropRejectedPictures = (sql: Sql, applicationId: ApplicationId): Part => ({
  writes: [deleteUploadsWith(sql, applicationId)],
});
