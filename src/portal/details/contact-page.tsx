// 联系信息: what is recorded, changing it, what another phone means, and what is not changed here.
import { maskPhone } from '../../base/masking.ts';
import type { KnownChange } from '../../people/person-history.ts';
import { policyWords } from '../../policy/explain.ts';
import { occupations } from '../../policy/question.ts';
import { Answers } from '../components/answers.tsx';
import type { Errors } from '../components/error-summary.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { Notice } from '../components/notice.tsx';
import { dayText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

/** As recorded; '' where nothing is. */
export type ContactView = { readonly phone: string; readonly address: string; readonly occupation: string };

type ContactProps = {
  readonly page: Page;
  readonly recorded: ContactView;
  /** What stands in the form. */
  readonly typed: ContactView;
  /** Newest first. */
  readonly history: readonly KnownChange[];
  /** Whose account keeps a phone of its own; null: there is no account. */
  readonly bank: { readonly code: string; readonly name: string } | null;
  readonly errors: Errors;
  /** Sent twice it is one change. */
  readonly formKey: string;
};

const labels = { phone: 'apply.phone', address: 'apply.address', occupation: 'apply.occupation' } as const;
type Field = keyof typeof labels;
const fields = ['phone', 'address', 'occupation'] as const satisfies readonly Field[];

/** As its person sees it: the phone is known to them by its end. */
const shown = ({ say, language }: Page, field: Field, value: unknown): string => {
  if (typeof value !== 'string' || value === '') return say('contact.none');
  if (field === 'phone') return maskPhone(value);
  const occupation = occupations.find((each) => each === value);
  return field === 'occupation' && occupation ? policyWords(language).occupation[occupation] : value;
};

/** GET /me/contact. */
export const ContactPage = (props: ContactProps) => {
  const { page, recorded, errors } = props;
  const { say } = page;
  return (
    <InnerPage page={page} title={say('contact.title')} lead={say('contact.lead')} errors={errors}>
      <section class="card">
        <h2>{say('contact.now')}</h2>
        <Answers
          page={page}
          rows={fields.map((field) => ({ label: say(labels[field]), value: shown(page, field, recorded[field]) }))}
        />
      </section>
      <PhoneMeans {...props} />
      <Form {...props} />
      <Notice page={page} kind="warning" title={say('contact.key')}>
        <p>{say('contact.keyText')}</p>
        <p>
          <a class="link" href="/can-i?service=exchange-changed">
            {say('contact.keyLink')}
          </a>
        </p>
      </Notice>
      <History {...props} />
    </InnerPage>
  );
};

const Form = ({ page, typed, errors, formKey }: ContactProps) => {
  const { say, language } = page;
  const field = (name: Field) => ({ page, name, error: errors[name], value: typed[name], optional: true });
  return (
    <PostForm page={page} action="/me/contact" submit={say('contact.act')}>
      <input type="hidden" name="key" value={formKey} />
      <TextField
        {...field('phone')}
        label={say('contact.phone')}
        hint={say('contact.phoneHint')}
        autocomplete="tel-national"
        inputMode="tel"
        maxLength={20}
        short
      />
      <TextField
        {...field('address')}
        label={say('apply.address')}
        hint={say('apply.address.hint')}
        autocomplete="street-address"
        maxLength={120}
      />
      <SelectField
        {...field('occupation')}
        label={say('apply.occupation')}
        hint={say('contact.occupationHint')}
        empty={say('contact.choose')}
        options={occupations.map((value) => ({ value, label: policyWords(language).occupation[value] }))}
      />
    </PostForm>
  );
};

const PhoneMeans = ({ page, bank }: ContactProps) => {
  const { say } = page;
  return (
    <Notice page={page} kind="info" title={say('contact.phoneMeans')}>
      <ul>
        <li>{say('contact.means.messages')}</li>
        <li>{say('contact.means.former')}</li>
        <li>{say('contact.means.login')}</li>
        <li>{bank === null ? say('contact.means.bank') : say('contact.means.bankOf', { bank: bank.name })}</li>
      </ul>
      <a class="link" href={bank === null ? '/outlets' : `/outlets?bank=${bank.code}`}>
        {say('contact.outlets')}
      </a>
    </Notice>
  );
};

const History = ({ page, history }: ContactProps) => {
  const { say } = page;
  if (history.length === 0) return null;
  return (
    <section class="card">
      <h2>{say('contact.history')}</h2>
      <ul>
        {history.flatMap(({ fact, holdsFrom, before, after }) => {
          const field = fields.find((each) => each === fact);
          if (field === undefined) return [];
          const values = { before: shown(page, field, before), after: shown(page, field, after) };
          const line = say('contact.changed', { date: dayText(holdsFrom, say), what: say(labels[field]), ...values });
          return [<li key={line}>{line}</li>];
        })}
      </ul>
    </section>
  );
};

/** GET /me/contact/done. */
export const ContactDonePage = ({ page }: { page: Page }) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('contact.doneTitle')} tab="me">
      <div class="narrow stack">
        <h1>{say('contact.doneTitle')}</h1>
        <Notice page={page} kind="done">
          <p>{say('contact.done')}</p>
        </Notice>
        <div class="actions">
          <a class="button" href="/me/contact">
            {say('contact.title')}
          </a>
        </div>
      </div>
    </Layout>
  );
};
