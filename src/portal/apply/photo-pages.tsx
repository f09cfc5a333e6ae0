// The pages about pictures: both sides of the ID document, and the photo that will stand on the card.
import type { ComponentChildren } from 'preact';
import { isOneOf } from '../../base/one-of.ts';
import type { PhotoProblem } from '../../photos/photo.ts';
import { cardPhotoFormat } from '../../policy/data/photos.ts';
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

/** A photo that is not taken: the person's own picture, what is wrong with it, and what it should be like. */
export type WrongPhoto = {
  readonly code: PhotoProblem;
  /** JPEG in base64. */
  readonly picture: string;
};

const WrongPicture = ({ page: { say }, wrong }: { readonly page: Page; readonly wrong: WrongPhoto }) => (
  <section class="card refused">
    <h2>{say('apply.cardPhoto.refused')}</h2>
    <img class="picture" src={`data:image/jpeg;base64,${wrong.picture}`} alt={say('apply.cardPhoto.yours')} />
    <p class="error">{say(`photo.${wrong.code}`)}</p>
    <p>
      {say('apply.cardPhoto.wanted', {
        wanted: say(isOneOf(visible, wrong.code) ? `photo.want.${wrong.code}` : 'apply.cardPhoto.spec'),
      })}
    </p>
  </section>
);

/** What can be seen on the picture itself. */
const visible = ['TOO_SMALL', 'WRONG_SHAPE', 'TOO_DARK', 'TOO_BRIGHT', 'BLURRED', 'NO_COLOUR', 'BACKGROUND'] as const;

/** Steps of the buttons: how far to the right, how far down, how many times as large. */
const cropSteps = [
  ['in', '0 0 1.2'],
  ['out', '0 0 0.8333'],
  ['left', '-20 0 1'],
  ['right', '20 0 1'],
  ['up', '0 -20 1'],
  ['down', '0 20 1'],
] as const;

/** Shown by the script once a picture is chosen; without scripts the server crops (C-58). */
const Crop = ({ page: { say } }: { readonly page: Page }) => (
  <div class="crop" data-crop hidden>
    <p class="hint" id="crop-hint">
      {say('crop.hint')}
    </p>
    <canvas
      class="picture"
      width={cardPhotoFormat.width}
      height={cardPhotoFormat.height}
      role="img"
      aria-label={say('crop.label')}
      aria-describedby="crop-hint"
    />
    <div class="crop-buttons">
      {cropSteps.map(([name, step]) => (
        <button key={name} class="button second" type="button" data-crop-step={step}>
          {say(`crop.${name}`)}
        </button>
      ))}
    </div>
  </div>
);

type NewPhotoProps = Pick<CardPhotoProps, 'page' | 'errors' | 'fromCheck'> & { readonly isOther: boolean };

/** From the album or from the camera: two ways to the same field, so that it works without scripts. */
const NewPhoto = ({ page, errors, fromCheck, isOther }: NewPhotoProps) => {
  const { say } = page;
  return (
    <PostForm
      page={page}
      action={`${stepPath('card-photo')}/upload`}
      submit={say('apply.cardPhoto.upload')}
      quiet={isOther}
      files
    >
      <FromCheck fromCheck={fromCheck} />
      <FileField
        page={page}
        name="cardPhoto"
        label={say(isOther ? 'apply.cardPhoto.other' : 'apply.cardPhoto')}
        hint={say('apply.cardPhoto.hint')}
        error={errors.cardPhoto}
        crop
      />
      <div class="camera">
        <FileField
          page={page}
          name="cardPhotoCamera"
          label={say('apply.cardPhoto.camera')}
          hint={say('apply.cardPhoto.cameraHint')}
          crop
          camera
        />
      </div>
      <Crop page={page} />
    </PostForm>
  );
};

type CardPhotoProps = PhotoStepProps & { readonly wrong?: WrongPhoto };

/** The one on file by default (R-PHOTO-02); a new one is shown as it will stand on the card, to be confirmed (C-58). */
export const CardPhotoPage = ({ page, draft, errors, fromCheck, pictures, wrong }: CardPhotoProps) => {
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
        {wrong !== undefined && <WrongPicture page={page} wrong={wrong} />}
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
        <NewPhoto {...{ ...choice, errors }} isOther={cardPhoto !== undefined || hasPhotoOnFile} />
        <Notice page={page} kind="info" title={say('apply.cardPhoto.specTitle')}>
          <p>{say('apply.cardPhoto.spec')}</p>
        </Notice>
      </div>
    </StepFrame>
  );
};
