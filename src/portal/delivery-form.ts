// Reading how a card shall come from a sent form: what was typed comes back with the mistakes named.
import { type DeliveryChoice, deliveryChoice } from '../applications/delivery-choice.ts';
import type { TypedDelivery } from './components/delivery-fields.tsx';
import type { Errors } from './components/error-summary.tsx';
import type { OutletView } from './views.ts';
import type { Say } from './words/words.ts';

const longestTyped = 200;
export const typedText = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, longestTyped) : '';

export const typedDelivery = (form: Readonly<Record<string, unknown>>): TypedDelivery => ({
  delivery: typedText(form.delivery),
  recipient: typedText(form.recipient),
  recipientPhone: typedText(form.recipientPhone),
  address: typedText(form.address),
  postcode: typedText(form.postcode).normalize('NFKC'),
  outletId: typedText(form.outletId),
});

const mistakes = {
  delivery: 'apply.delivery.missing',
  recipient: 'apply.recipient.missing',
  recipientPhone: 'apply.phone.wrong',
  address: 'apply.mailAddress.missing',
  postcode: 'apply.postcode.wrong',
  outletId: 'apply.outlet.missing',
} as const;

/** Only the chosen way is looked at; without a mistake there is a choice. */
export const readDelivery = (
  say: Say,
  typed: TypedDelivery,
  outlets: readonly OutletView[],
): { readonly choice: DeliveryChoice | undefined; readonly errors: Errors } => {
  const choice = deliveryChoice.safeParse(typed);
  if (choice.success) {
    const isUnknown = typed.delivery === 'outlet' && !outlets.some(({ id }) => id === typed.outletId);
    return isUnknown
      ? { choice: undefined, errors: { outletId: say('apply.outlet.missing') } }
      : { choice: choice.data, errors: {} };
  }
  const wrong = new Set(choice.error.issues.map(({ path }) => path[0]));
  const errors = Object.fromEntries(
    Object.entries(mistakes).flatMap(([field, word]) => (wrong.has(field) ? [[field, say(word)]] : [])),
  );
  return { choice: undefined, errors };
};
