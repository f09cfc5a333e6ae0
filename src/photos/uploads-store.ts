// All SQL of uploads and of photos on file.
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { PhotoKind, UploadId } from './photo.ts';

/** A picture that waits for an application. */
export type WaitingUpload = { readonly kind: PhotoKind; readonly uploadId: UploadId };

/** A person's pictures that wait, one of a kind at most. */
export const listWaitingUploads = async (sql: Sql, personId: PersonId): Promise<readonly WaitingUpload[]> =>
  sql<WaitingUpload[]>`
    select kind, upload_id as "uploadId" from uploads where person_id = ${personId} and application_id is null`;

/** A picture of this very person that waits; what was sent on is not shown again. */
export const findWaitingUpload = async (
  sql: Sql,
  { personId, uploadId }: { readonly personId: PersonId; readonly uploadId: string },
): Promise<Buffer | undefined> => {
  const [row] = await sql<{ sealed: Buffer }[]>`
    select sealed from uploads
    where person_id = ${personId} and upload_id = ${uploadId} and application_id is null`;
  return row?.sealed;
};

/** Which pictures an application has. */
export const listKindsOfApplication = async (
  sql: Sql,
  { personId, applicationId }: OfApplication,
): Promise<readonly PhotoKind[]> => {
  const rows = await sql<{ kind: PhotoKind }[]>`
    select kind from uploads where person_id = ${personId} and application_id = ${applicationId}`;
  return rows.map(({ kind }) => kind);
};

type OfApplication = { readonly personId: PersonId; readonly applicationId: ApplicationId };

/** A picture that went with an application, sealed. */
export const findUploadOfApplication = async (
  sql: Sql,
  { personId, applicationId }: OfApplication,
  kind: PhotoKind,
): Promise<Buffer | undefined> => {
  const [row] = await sql<{ sealed: Buffer }[]>`
    select sealed from uploads
    where person_id = ${personId} and application_id = ${applicationId} and kind = ${kind}`;
  return row?.sealed;
};

export type NewUpload = {
  readonly personId: PersonId;
  readonly uploadId: UploadId;
  readonly kind: PhotoKind;
  readonly sealed: Buffer;
  readonly bytes: number;
  readonly uploadedAt: Temporal.Instant;
  readonly deleteAfter: Temporal.Instant;
  /** A person has no more than so many pictures. */
  readonly most: number;
};

/** The picture takes the place of the one of its kind that waits; false: the person has as many as one may. */
export const upsertUpload = async (sql: Sql, row: NewUpload): Promise<boolean> => {
  const rows = await sql`
    insert into uploads (person_id, upload_id, kind, sealed, bytes, uploaded_at, delete_after)
    select ${row.personId}, ${row.uploadId}, ${row.kind}, ${row.sealed}, ${row.bytes}, ${row.uploadedAt}, ${row.deleteAfter}
    where (select count(*) from uploads where person_id = ${row.personId}) < ${row.most}
    on conflict (person_id, kind) where application_id is null
    do update set upload_id = excluded.upload_id, sealed = excluded.sealed, bytes = excluded.bytes,
                  uploaded_at = excluded.uploaded_at, delete_after = excluded.delete_after
    returning 1`;
  return rows.length === 1;
};

/** The waiting pictures of these kinds become those of an application, when the guard held. */
export const moveUploadsToApplication = (
  sql: Sql,
  { applicationId, kinds }: { readonly applicationId: ApplicationId; readonly kinds: readonly PhotoKind[] },
): Fragment => sql`
  , former_pictures as (
    delete from uploads using guard
    where uploads.person_id = guard.person_id and application_id = ${applicationId} and kind = any(${kinds})
      and exists (select from uploads waiting where waiting.person_id = uploads.person_id
        and waiting.kind = uploads.kind and waiting.application_id is null)
  ), pictures as (
    update uploads set application_id = ${applicationId}, delete_after = null
    from guard
    where uploads.person_id = guard.person_id and application_id is null and kind = any(${kinds})
  )`;

export type UploadsEnd = {
  readonly applicationId: ApplicationId;
  readonly deleteAfter: Temporal.Instant;
  /** Which the person may send again with an application; newer ones that wait already win. */
  readonly servingAgain: readonly PhotoKind[];
};

/** What becomes of the pictures of an application that ends, when the guard held. */
export const moveUploadsToEnd = (sql: Sql, { applicationId, deleteAfter, servingAgain }: UploadsEnd): Fragment => sql`
  , pictures as (
    update uploads
    set delete_after = ${deleteAfter},
        application_id = case when kind = any(${servingAgain}) and not exists (
          select from uploads waiting
          where waiting.person_id = uploads.person_id and waiting.kind = uploads.kind and waiting.application_id is null
        ) then null else application_id end
    from guard
    where uploads.person_id = guard.person_id and application_id = ${applicationId}
  )`;

/** Those an application has, deleted when the guard held. */
export const deleteUploadsWith = (sql: Sql, applicationId: ApplicationId): Fragment => sql`
  , old_pictures as (
    delete from uploads using guard
    where uploads.person_id = guard.person_id and application_id = ${applicationId}
  )`;

/** Deletes what nothing needs any more, at most so many; how many rows went. */
export const deleteExpiredUploads = async (sql: Sql, at: Temporal.Instant, most: number): Promise<number> => {
  const { count } = await sql`
    delete from uploads where (person_id, upload_id) in (
      select person_id, upload_id from uploads where delete_after <= ${at}
      limit ${most} for update skip locked)`;
  return count;
};

/** 1 when the core system has a photo of the person, otherwise 0. */
export const countPhotosOnFile = async (sql: Sql, personId: PersonId): Promise<number> => {
  const { count } = await sql`select from photos_on_file where person_id = ${personId}`;
  return count;
};

/** The photo on file, sealed; undefined: there is none. */
export const findPhotoOnFile = async (sql: Sql, personId: PersonId): Promise<Buffer | undefined> => {
  const [row] = await sql<{ sealed: Buffer }[]>`select sealed from photos_on_file where person_id = ${personId}`;
  return row?.sealed;
};

export const upsertPhotoOnFile = async (
  sql: Sql,
  row: { readonly personId: PersonId; readonly sealed: Buffer; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    insert into photos_on_file (person_id, sealed, imported_at) values (${row.personId}, ${row.sealed}, ${row.at})
    on conflict (person_id) do update set sealed = excluded.sealed, imported_at = excluded.imported_at`;
};
