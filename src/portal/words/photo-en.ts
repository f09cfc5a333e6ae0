// Words of the pages about pictures in English.
import type { photoZh } from './photo-zh.ts';

export const photoEn: Readonly<Record<keyof typeof photoZh, string>> = {
  'apply.needPhotos':
    'Photos of both sides of your ID document; a recent photo on white if you want another on the card',
  'apply.picture.sent': 'Uploaded: {what}',
  'apply.idPhotos.title': 'Photos of your ID document',
  'apply.idPhotos.lead':
    'Photograph both sides: all corners, letters readable, no reflections. The photos are kept encrypted, used for this application only, and deleted in time afterwards.',
  'apply.idFront': 'The side with your photo',
  'apply.idFront.hint': 'Resident ID card: the side with the portrait. Passport: the data page.',
  'apply.idFront.missing': 'Upload the side of the document with your photo',
  'apply.idBack': 'The other side',
  'apply.idBack.hint': 'Resident ID card: the side with the emblem. Passport: the page of issue or of the visa.',
  'apply.idBack.missing': 'Upload the other side of the document',
  'apply.cardPhoto.title': 'Photo for the card',
  'apply.cardPhoto': 'Upload a photo',
  'apply.cardPhoto.other': 'Use another photo',
  'apply.cardPhoto.hint': 'JPEG, PNG or WebP, up to 15 MB. We bring it to the right size.',
  'apply.cardPhoto.upload': 'Upload and preview',
  'apply.cardPhoto.preview': 'This photo will stand on the card',
  'apply.cardPhoto.previewHint':
    'Please confirm: it is you and recent; the whole head, upright, with both ears and shoulders; the background is white. Otherwise upload another.',
  'apply.cardPhoto.use': 'Use this photo',
  'apply.cardPhoto.onFile': 'The photo social security has on file',
  'apply.cardPhoto.useOnFile': 'Use the photo on file',
  'apply.cardPhoto.missing': 'Upload a photo for the card and confirm the preview',
  'apply.cardPhoto.specTitle': 'What the photo should be',
  'apply.cardPhoto.spec':
    'White background, facing the camera, no hat, in colour, taken within six months, no white top. The result is 358 × 441 pixels, 26 × 32 mm. Guardians may photograph children under seven at home.',
  'photo.NO_FILE': 'Choose a photo',
  'photo.TOO_MANY_BYTES': 'The file is larger than 15 MB; choose a smaller photo',
  'photo.HEIC':
    'This format (HEIC) cannot be used: set the camera of the phone to “Most Compatible” and take it again, or upload a screenshot of it',
  'photo.NOT_A_PICTURE': 'This is not a photo: upload a JPEG, PNG or WebP file',
  'photo.BROKEN': 'The photo cannot be opened, perhaps it did not arrive whole; choose or take it again',
  'photo.TOO_MANY_PIXELS': 'The photo has too many pixels; take it in the normal mode of the phone',
  'photo.TOO_SMALL': 'The photo is too small to be printed clearly; go closer, or upload the original',
  'photo.WRONG_SHAPE':
    'The photo is too long or too wide; hold the phone upright for a portrait and do not cut it to a strip',
  'photo.TOO_DARK': 'The photo is too dark; face a window or take it in a bright place',
  'photo.TOO_BRIGHT': 'The photo is too bright to see details; avoid strong light and flash',
  'photo.BLURRED': 'The photo is blurred; clean the lens, hold the phone still and take it again',
  'photo.NO_COLOUR': 'The photo has no colour; upload a colour photo',
  'photo.BACKGROUND': 'The background is not white; stand in front of a white wall and take it again',
  'photo.SAME_SIDE': 'Both sides are the same photo; upload the other side of the document',
  'photo.TOO_MANY': 'You have too many photos with us; try again in some days, or call 96066',
  'photo.BUSY': 'Many people are uploading right now; try again in a minute',
};
