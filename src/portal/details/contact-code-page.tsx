// The step between another phone and its being recorded: the number that was sent to it is typed in.
import { maskPhone } from '../../base/masking.ts';
import { normalisePhone } from '../../people/phone.ts';
import type { Errors } from '../components/error-summary.tsx';
import { TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import type { Page } from '../page.ts';
import type { ContactView } from './contact-page.tsx';
import { codeDigits } from './phone-code.ts';

type ContactCodeProps = {
  readonly page: Page;
  /** The form that is being sent; nothing of it is recorded yet. */
  readonly typed: ContactView;
  readonly token: string;
  readonly errors: Errors;
  readonly formKey: string;
};

export const ContactCodePage = ({ page, typed, token, errors, formKey }: ContactCodeProps) => {
  const { say } = page;
  const form = Object.entries(typed).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <InnerPage
      {...{ page, errors, back: '/me/contact', title: say('contact.codeTitle') }}
      lead={say('contact.codeLead', { phone: maskPhone(normalisePhone(typed.phone)) })}
    >
      <PostForm page={page} action="/me/contact" submit={say('contact.codeAct')}>
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="token" value={token} />
        {form}
        <TextField
          {...{ page, name: 'code', value: '', error: errors.code, label: say('contact.code') }}
          hint={say('contact.codeHint')}
          autocomplete="one-time-code"
          inputMode="numeric"
          maxLength={codeDigits}
          short
        />
      </PostForm>
      <PostForm page={page} action="/me/contact" submit={say('contact.codeAgain')} quiet>
        <input type="hidden" name="key" value={formKey} />
        {form}
      </PostForm>
    </InnerPage>
  );
};
