// An application that was sent back as a draft again: everything as it was, but what was wrong is to be answered anew.
import type { SentBack } from '../../applications/find-sent-back.ts';
import { allOf } from '../../applications/rejection-reasons.ts';
import type { PicturesView } from '../views.ts';
import { byBank, type Draft, type DraftField } from './draft.ts';
import { fieldsOf } from './steps.ts';
import { answersOfTax } from './tax-answers.ts';

/** Typed by nobody: without a new answer there is none. What was typed stays, to be looked at again. */
const answeredByPressing: readonly DraftField[] = ['recordConfirmed', 'idFront', 'idBack', 'cardPhoto'];

export const correctionDraft = (sentBack: SentBack, pictures: PicturesView, key: string): Draft => {
  const { number, reasons, content } = sentBack;
  const anew = allOf(reasons, 'parts').flatMap((part) => fieldsOf[part]);
  const values = Object.entries(valuesOf(sentBack, pictures));
  const rejectsPhoto = allOf(reasons, 'pictures').includes('card-photo');
  return {
    key,
    values: Object.fromEntries(
      values.filter(([field]) => !answeredByPressing.some((each) => each === field && anew.includes(each))),
    ),
    corrects: { number, reasons, anew, withoutPhotoOnFile: rejectsPhoto && content.photo === 'on-file' },
  };
};

const valuesOf = (sentBack: SentBack, pictures: PicturesView): Draft['values'] => {
  const { content, bank, delivery, outlet } = sentBack;
  return {
    recordConfirmed: 'yes',
    phone: content.phone,
    address: content.homeAddress ?? '',
    occupation: content.occupation ?? '',
    ...answersOfTax(content.taxResidency),
    idFront: pictures.idFront ?? '',
    idBack: pictures.idBack ?? '',
    cardPhoto: content.photo === 'on-file' ? 'on-file' : (pictures.cardPhoto ?? ''),
    ...{ bank, delivery },
    recipient: content.recipient ?? '',
    recipientPhone: content.recipientPhone ?? '',
    mailAddress: content.address ?? '',
    postcode: content.postcode ?? '',
    outletDistrict: outlet?.district ?? '',
    outlet: outlet === null ? byBank : outlet.district === null ? '' : outlet.id,
  };
};

/** As this draft may use them: the photo on file cannot be sent again where it was what was wrong. */
export const picturesFor = ({ corrects }: Draft, pictures: PicturesView): PicturesView =>
  corrects?.withoutPhotoOnFile ? { ...pictures, hasPhotoOnFile: false } : pictures;
