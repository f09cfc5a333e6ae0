// One page to ask for help at home: who comes, where to, when; every list works without a script.
import { longestNote } from '../../help-requests/help-form.ts';
import { partsOfDay } from '../../help-requests/help-request.ts';
import { RadioCards } from '../components/choices.tsx';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { type Explanation, RefusalPanel } from '../components/refusal-panel.tsx';
import { dayText } from '../dates.ts';
import type { Asking } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

export const askFields = [
  'kind',
  'district',
  'outletId',
  'bank',
  'address',
  'phone',
  'wishedOn',
  'wishedPart',
  'note',
] as const;
export type AskField = (typeof askFields)[number];
export type Typed = Readonly<Record<AskField, string>>;

export type Choices = Extract<Asking, { permitted: true }>;
type AskProps = {
  readonly page: Page;
  readonly choices: Choices;
  readonly typed: Typed;
  readonly formKey: string;
  readonly errors: Errors;
};

export const AskPage = (props: AskProps) => {
  const { page, typed, errors, choices, formKey } = props;
  const { say } = page;
  return (
    <Layout page={page} title={say('ask.title')} tab="services" hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('ask.title')}</h1>
        <p class="lead">{say('ask.lead')}</p>
        <PostForm page={page} action="/help-requests/new" submit={say('ask.submit')} back="/for-others">
          <input type="hidden" name="key" value={formKey} />
          {/* Which streets the page shows: another district sent back asks for others. */}
          <input type="hidden" name="shown" value={choices.district} />
          <RadioCards
            {...{ page, name: 'kind', value: typed.kind, error: errors.kind }}
            legend={say('ask.kind')}
            choices={kindChoices(props)}
          />
          {choices.kinds.includes('street') && <Street {...props} />}
          {choices.kinds.includes('bank-visit') && choices.fixedBank === null && <Bank {...props} />}
          <Where {...props} />
          <When {...props} />
          <TextField
            {...{ page, name: 'note', value: typed.note, error: errors.note, optional: true }}
            label={say('ask.note')}
            hint={say('ask.noteHint')}
            maxLength={longestNote}
          />
        </PostForm>
        <p>{say('ask.call')}</p>
        <a class="link" href="tel:96066">
          {say('hotline.call')}
        </a>
      </div>
    </Layout>
  );
};

const kindChoices = ({ page: { say }, choices: { kinds, fixedBank } }: AskProps) => {
  const bankHint =
    fixedBank === null ? say('ask.kind.bankHint') : say('ask.kind.bankFixedHint', { bank: fixedBank.name });
  return kinds.map((kind) => ({
    value: kind,
    label: say(`ask.kind.${kind}`),
    details: [kind === 'street' ? say('ask.kind.streetHint') : bankHint],
  }));
};

const Street = ({ page, choices, typed, errors }: AskProps) => {
  const { say } = page;
  const { streets, districts, district } = choices;
  return (
    <section>
      <h2>{say('ask.streetPart')}</h2>
      <SelectField
        {...{ page, name: 'district', value: district, error: errors.district, sends: true }}
        label={say('ask.district')}
        empty={say('ask.districtEmpty')}
        options={districts.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <p>
        <button class="button second" type="submit" name="act" value="district">
          {say('ask.districtAct')}
        </button>
      </p>
      {streets.length === 0 ? (
        <p id="outletId">{say('ask.outlet.none')}</p>
      ) : (
        <SelectField
          {...{ page, name: 'outletId', value: typed.outletId, error: errors.outletId }}
          label={say('ask.outlet')}
          empty={say('ask.outletEmpty')}
          options={streets.map(({ id, name, address }) => ({ value: id, label: `${name} · ${address}` }))}
        />
      )}
    </section>
  );
};

const Bank = ({ page, choices, typed, errors }: AskProps) => (
  <section>
    <h2>{page.say('ask.bankPart')}</h2>
    <SelectField
      {...{ page, name: 'bank', value: typed.bank, error: errors.bank }}
      label={page.say('ask.bank')}
      hint={page.say('ask.bankHint')}
      empty={page.say('ask.bankEmpty')}
      options={choices.banks.map(({ code, name }) => ({ value: code, label: name }))}
    />
  </section>
);

const Where = ({ page, typed, errors }: AskProps) => (
  <section>
    <h2>{page.say('ask.where')}</h2>
    <TextField
      {...{ page, name: 'address', value: typed.address, error: errors.address }}
      label={page.say('ask.address')}
      hint={page.say('ask.addressHint')}
      autocomplete="street-address"
      maxLength={120}
    />
    <TextField
      {...{ page, name: 'phone', value: typed.phone, error: errors.phone }}
      label={page.say('ask.phone')}
      autocomplete="tel-national"
      inputMode="tel"
      maxLength={20}
      short
    />
  </section>
);

const When = ({ page, choices, typed, errors }: AskProps) => {
  const { say } = page;
  return (
    <section>
      <h2>{say('ask.when')}</h2>
      <SelectField
        {...{ page, name: 'wishedOn', value: typed.wishedOn, error: errors.wishedOn }}
        label={say('ask.day')}
        empty={say('ask.dayEmpty')}
        options={choices.days.map((day) => ({ value: day.toString(), label: dayText(day, say) }))}
      />
      <RadioCards
        {...{ page, name: 'wishedPart', value: typed.wishedPart, error: errors.wishedPart, two: true }}
        legend={say('ask.part')}
        choices={partsOfDay.map((part) => ({ value: part, label: say(`ask.part.${part}`) }))}
      />
    </section>
  );
};

/** The gate's own words; help is an application at the door. */
export const AskRefusedPage = ({ page, refusal }: { page: Page; refusal: Explanation }) => (
  <Layout page={page} title={page.say('ask.title')} tab="services">
    <div class="narrow stack">
      <h1>{page.say('ask.title')}</h1>
      <RefusalPanel page={page} refusal={refusal} title={page.say('ask.refused')} />
    </div>
  </Layout>
);

export const AskedAlreadyPage = ({ page, id }: { page: Page; id: string }) => (
  <Layout page={page} title={page.say('ask.title')} tab="services">
    <div class="narrow stack">
      <h1>{page.say('ask.title')}</h1>
      <Notice page={page} kind="info" title={page.say('ask.openTitle')}>
        <p>{page.say('ask.openText')}</p>
        <a class="button" href={`/help-requests/${id}`}>
          {page.say('ask.seeOpen')}
        </a>
      </Notice>
    </div>
  </Layout>
);
