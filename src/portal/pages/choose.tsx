// Choosing again: another bank under the same number (G-39), another way for a card that came back (G-40).
import { RadioCards } from '../components/choices.tsx';
import { ConsentBox } from '../components/consent-box.tsx';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import type { ChoosingView } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import type { ChoiceAwaited } from '../views.ts';
import type { Say } from '../words/words.ts';

/** What the bank reported, in words; it reports by codes, so no free text can get here. */
export const WhyItWaits = ({ say, waitsFor }: { readonly say: Say; readonly waitsFor: ChoiceAwaited }) => (
  <p>
    <strong>{say(waitsFor.choice === 'bank' ? 'choose.reason' : 'choose.back')}</strong>
    <br />
    {waitsFor.choice === 'bank' ? say(`choose.reason.${waitsFor.reason}`) : say(`choose.back.${waitsFor.reason}`)}
  </p>
);

type ChooseProps = { readonly page: Page; readonly choosing: ChoosingView; readonly errors: Errors };

/** By GET: it only leads to the next page. Nothing is chosen beforehand (R-BANK-09). */
export const ChooseBankPage = ({ page, choosing, errors }: ChooseProps) => {
  const { say } = page;
  const { number, banks, waitsFor } = choosing;
  return (
    <Layout page={page} title={say('choose.bankTitle')} tab="me" hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('choose.bankTitle')}</h1>
        <p class="lead">{say('choose.bankLead', { bank: choosing.bankName })}</p>
        <WhyItWaits say={say} waitsFor={waitsFor} />
        {banks.length === 0 ? (
          <>
            <Notice page={page} kind="warning">
              <p>{say('choose.bankNone')}</p>
            </Notice>
            <div class="actions">
              <a class="button" href="tel:96066">
                {say('hotline.call')}
              </a>
            </div>
          </>
        ) : (
          <form method="get" action={`/applications/${number}/choose`} noValidate>
            <RadioCards
              {...{ page, name: 'bank', value: '', error: errors.bank, two: true }}
              legend={say('apply.bank')}
              hint={say('apply.bank.freeHint')}
              choices={banks.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <div class="actions">
              <button class="button" type="submit">
                {say('choose.next')}
              </button>
              <a class="link" href={`/applications/${number}`}>
                {say('act.back')}
              </a>
            </div>
          </form>
        )}
      </div>
    </Layout>
  );
};

export type Typed = Readonly<
  Record<'delivery' | 'recipient' | 'recipientPhone' | 'address' | 'postcode' | 'outletId', string>
>;
type DeliveryProps = ChooseProps & { readonly typed: Typed; readonly formKey: string; readonly on: Temporal.PlainDate };

const Parcel = ({ page, typed, errors }: DeliveryProps) => {
  const { say } = page;
  const field = (name: keyof Typed) => ({ page, name, value: typed[name], error: errors[name] });
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

export const ChooseDeliveryPage = (props: DeliveryProps) => {
  const { page, choosing, typed, errors } = props;
  const { say } = page;
  const { number, waitsFor, bank, bankName, outlets, settledDelivery } = choosing;
  const ways = [
    { value: 'mail', label: say('delivery.mail') },
    ...(outlets.length > 0 ? [{ value: 'outlet', label: say('delivery.outlet') }] : []),
  ];
  const isBank = waitsFor.choice === 'bank';
  const title = say(isBank ? 'apply.delivery.title' : 'choose.deliveryTitle');
  return (
    <Layout page={page} title={title} tab="me" hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{title}</h1>
        {isBank ? (
          <p class="lead">{`${say('choose.bankChosen')} · ${bank?.name ?? ''}`}</p>
        ) : (
          <>
            <p class="lead">{say('choose.deliveryLead', { bank: bankName })}</p>
            <WhyItWaits say={say} waitsFor={waitsFor} />
          </>
        )}
        <PostForm
          page={page}
          action={`/applications/${number}/choose`}
          submit={say('choose.submit')}
          back={isBank ? `/applications/${number}/choose` : `/applications/${number}`}
        >
          <input type="hidden" name="key" value={props.formKey} />
          {isBank && <input type="hidden" name="bank" value={bank?.code ?? ''} />}
          <RadioCards
            {...{ page, name: 'delivery', value: typed.delivery, error: errors.delivery }}
            legend={say('apply.delivery')}
            hint={settledDelivery === null ? undefined : say('apply.preset')}
            choices={ways.filter(({ value }) => settledDelivery === null || value === settledDelivery)}
          />
          {outlets.length > 0 && (
            <SelectField
              {...{ page, name: 'outletId', value: typed.outletId, error: errors.outletId, optional: true }}
              label={say(isBank ? 'choose.accountOutlet' : 'choose.outlet')}
              empty={say('choose.outletEmpty')}
              options={outlets.map(({ id, name, address }) => ({ value: id, label: `${name} · ${address}` }))}
            />
          )}
          <Parcel {...props} />
          {isBank && (
            <ConsentBox
              {...{ page, on: props.on, kind: 'share-with-bank', bank: bank?.name ?? '' }}
              error={errors['share-with-bank']}
            />
          )}
        </PostForm>
      </div>
    </Layout>
  );
};
