// Choosing again: another bank under the same number (G-39), another way for a card that came back (G-40).
import { RadioCards } from '../components/choices.tsx';
import { ConsentBox } from '../components/consent-box.tsx';
import { DeliveryFields, type TypedDelivery } from '../components/delivery-fields.tsx';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
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

type DeliveryProps = ChooseProps & {
  readonly typed: TypedDelivery;
  readonly formKey: string;
  readonly on: Temporal.PlainDate;
};

export const ChooseDeliveryPage = (props: DeliveryProps) => {
  const { page, choosing, typed, errors } = props;
  const { say } = page;
  const { number, waitsFor, bank, bankName, outlets, settledDelivery } = choosing;
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
          <DeliveryFields
            {...{ page, typed, errors, outlets }}
            settled={settledDelivery}
            outletLabel={say(isBank ? 'choose.accountOutlet' : 'choose.outlet')}
          />
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
