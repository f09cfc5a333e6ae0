// The application form as a draft fills it in.
import { type ApplicationForm, applicationForm } from '../../applications/application-form.ts';
import type { Language } from '../../base/language.ts';
import type { ConsentKind } from '../../consents/consent.ts';
import { answerOf, byBank, type Draft } from '../apply/draft.ts';
import { taxResidencyOf } from '../apply/tax-answers.ts';

/** The form of a complete draft, and the key under which it is one application. Throws where the draft is not complete. */
export const formOfDraft = (
  draft: Draft,
  language: Language,
  consents: readonly ConsentKind[],
): { readonly key: string; readonly form: ApplicationForm } => ({
  key: draft.key,
  form: applicationForm.parse({
    bank: answerOf(draft, 'bank'),
    delivery: answerOf(draft, 'delivery'),
    outletId: answerOf(draft, 'outlet') === byBank ? null : answerOf(draft, 'outlet'),
    ...deliveryPart(draft),
    phone: answerOf(draft, 'phone'),
    homeAddress: answerOf(draft, 'address'),
    occupation: answerOf(draft, 'occupation'),
    taxResidency: taxResidencyOf(draft),
    photo: answerOf(draft, 'cardPhoto') === 'on-file' ? 'on-file' : 'uploaded',
    language,
    consents,
    pledge: 'yes',
  }),
});

/** Only what belongs to the chosen way: an address typed before the change of mind does not travel. */
const deliveryPart = (draft: Draft) =>
  answerOf(draft, 'delivery') === 'outlet'
    ? {}
    : {
        recipient: answerOf(draft, 'recipient'),
        recipientPhone: answerOf(draft, 'recipientPhone'),
        address: answerOf(draft, 'mailAddress'),
        postcode: answerOf(draft, 'postcode').normalize('NFKC'),
      };
