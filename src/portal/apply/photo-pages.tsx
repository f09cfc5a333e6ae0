// The pages about pictures: both sides of the ID document, and the photo that will stand on the card.
import type { ComponentChildren } from 'preact';
import { FileField } from '../components/file-field.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import type { Page } from '../page.ts';
import type { PicturesView } from '../views.ts';
import { backPath, StepFrame, type StepProps } from './step-page.tsx';
import { stepPath } from './steps.ts';

export type PhotoStepProps = StepProps & { readonly pictures: PicturesView };

/** Where a picture is shown to its owner. */
export const pictureAddress = (name: string): string => `/apply/photos/${name}`;

const addressOf = (uploadId: string | undefined): string | undefined =>
  uploadId === undefined ? undefined : pictureAddress(uploadId);

const FromCheck = ({ fromCheck }: { fromCheck: boolean }) =>
  fromCheck ? <input type="hidden" name="from" value="check" /> : null;

/** R-GROUP-09: both sides, on one page; what was sent before need not be sent again. */
export const IdPhotosPage = ({ page, draft, errors, fromCheck, pictures }: PhotoStepProps) => {
  const { say } = page;
  return (
    <StepFrame
      step="id-photos"
      page={page}
      title={say('apply.idPhotos.title')}
      errors={errors}
      draft={draft}
      back={backPath(draft, 'id-photos', fromCheck)}
    >
      <p class="lead">{say('apply.idPhotos.lead')}</p>
      <PostForm page={page} action={stepPath('id-photos')} submit={say('apply.next')} files>
        <FromCheck fromCheck={fromCheck} />
        <FileField
          page={page}
          name="idFront"
          label={say('apply.idFront')}
          hint={say('apply.idFront.hint')}
          error={errors.idFront}
          picture={addressOf(pictures.idFront)}
        />
        <FileField
          page={page}
          name="idBack"
          label={say('apply.idBack')}
          hint={say('apply.idBack.hint')}
          error={errors.idBack}
          picture={addressOf(pictures.idBack)}
        />
      </PostForm>
    </StepFrame>
  );
};

type PhotoChoiceProps = {
  readonly page: Page;
  readonly fromCheck: boolean;
  readonly title: string;
  /** What the draft will say: the id of the upload, or `on-file`. */
  readonly value: string;
  readonly submit: string;
  readonly children?: ComponentChildren;
};

/** A photo as it will stand on the card, to be confirmed (C-58). */
const PhotoChoice = ({ page, fromCheck, title, value, submit, children }: PhotoChoiceProps) => (
  <section class="card">
    <h2>{title}</h2>
    <img class="picture" src={pictureAddress(value)} width={179} height={221} alt={title} />
    {children}
    <PostForm page={page} action={stepPath('card-photo')} submit={submit}>
      <FromCheck fromCheck={fromCheck} />
      <input type="hidden" name="cardPhoto" value={value} />
    </PostForm>
  </section>
);

/** The one on file by default (R-PHOTO-02); a new one is shown as it will stand on the card, to be confirmed (C-58). */
export const CardPhotoPage = ({ page, draft, errors, fromCheck, pictures }: PhotoStepProps) => {
  const { say } = page;
  const { cardPhoto, hasPhotoOnFile } = pictures;
  const choice = { page, fromCheck };
  return (
    <StepFrame
      step="card-photo"
      page={page}
      title={say('apply.cardPhoto.title')}
      errors={errors}
      draft={draft}
      back={backPath(draft, 'card-photo', fromCheck)}
    >
      <div class="stack">
        {cardPhoto !== undefined && (
          <PhotoChoice
            {...choice}
            value={cardPhoto}
            title={say('apply.cardPhoto.preview')}
            submit={say('apply.cardPhoto.use')}
          >
            <p>{say('apply.cardPhoto.previewHint')}</p>
          </PhotoChoice>
        )}
        {hasPhotoOnFile && (
          <PhotoChoice
            {...choice}
            value="on-file"
            title={say('apply.cardPhoto.onFile')}
            submit={say('apply.cardPhoto.useOnFile')}
          />
        )}
        <PostForm
          page={page}
          action={`${stepPath('card-photo')}/upload`}
          submit={say('apply.cardPhoto.upload')}
          quiet={cardPhoto !== undefined || hasPhotoOnFile}
          files
        >
          <FromCheck fromCheck={fromCheck} />
          <FileField
            page={page}
            name="cardPhoto"
            label={say(cardPhoto !== undefined || hasPhotoOnFile ? 'apply.cardPhoto.other' : 'apply.cardPhoto')}
            hint={say('apply.cardPhoto.hint')}
            error={errors.cardPhoto}
          />
        </PostForm>
        <Notice page={page} kind="info" title={say('apply.cardPhoto.specTitle')}>
          <p>{say('apply.cardPhoto.spec')}</p>
        </Notice>
      </div>
    </StepFrame>
  );
};
