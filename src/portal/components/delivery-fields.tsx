// How a card shall come: by mail with what stands on the parcel, or to an outlet of its bank; shared by every page that asks.
import type { Page } from '../page.ts';
import type { OutletView } from '../views.ts';
import { RadioCards } from './choices.tsx';
import type { Errors } from './error-summary.tsx';
import { SelectField, TextField } from './field.tsx';

/** What was typed, as it was typed. */
export type TypedDelivery = Readonly<
  Record<'delivery' | 'recipient' | 'recipientPhone' | 'address' | 'postcode' | 'outletId', string>
>;

type DeliveryProps = {
  readonly page: Page;
  readonly typed: TypedDelivery;
  readonly errors: Errors;
  readonly outlets: readonly OutletView[];
  /** The way that somebody else has settled; null: free to choose. */
  readonly settled: 'mail' | 'outlet' | null;
  readonly outletLabel: string;
};

export const DeliveryFields = ({ page, typed, errors, outlets, settled, outletLabel }: DeliveryProps) => {
  const { say } = page;
  const ways = [
    { value: 'mail', label: say('delivery.mail') },
    ...(outlets.length > 0 ? [{ value: 'outlet', label: say('delivery.outlet') }] : []),
  ];
  return (
    <>
      <RadioCards
        {...{ page, name: 'delivery', value: typed.delivery, error: errors.delivery }}
        legend={say('apply.delivery')}
        hint={settled === null ? undefined : say('apply.preset')}
        choices={ways.filter(({ value }) => settled === null || value === settled)}
      />
      {outlets.length > 0 && (
        <SelectField
          {...{ page, name: 'outletId', value: typed.outletId, error: errors.outletId, optional: true }}
          label={outletLabel}
          empty={say('choose.outletEmpty')}
          options={outlets.map(({ id, name, address }) => ({ value: id, label: `${name} · ${address}` }))}
        />
      )}
      <Parcel {...{ page, typed, errors }} />
    </>
  );
};

const Parcel = ({ page, typed, errors }: Pick<DeliveryProps, 'page' | 'typed' | 'errors'>) => {
  const { say } = page;
  const field = (name: keyof TypedDelivery) => ({ page, name, value: typed[name], error: errors[name] });
  return (
    <section>
      <h2>{say('choose.mailPart')}</h2>
      <TextField {...field('recipient')} label={say('apply.recipient')} autocomplete="name" maxLength={50} short />
      <TextField
        {...field('recipientPhone')}
        label={say('apply.recipientPhone')}
        autocomplete="tel-national"
        inputMode="tel"
        maxLength={20}
        short
      />
      <TextField {...field('address')} label={say('apply.mailAddress')} autocomplete="street-address" maxLength={100} />
      <TextField
        {...field('postcode')}
        label={say('apply.postcode')}
        optional
        autocomplete="postal-code"
        inputMode="numeric"
        maxLength={6}
        short
      />
    </section>
  );
};
