// 服务密码: how it stands, changing it by whoever knows it, resetting it by whoever proved who they are.
import { longestPassword, shortestPassword } from '../../passwords/guessable.ts';
import { type PasswordState, wrongTriesAllowed } from '../../passwords/password-lifecycle.ts';
import type { Errors } from '../components/error-summary.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { Notice } from '../components/notice.tsx';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { SecretField } from './secret-field.tsx';

type PasswordProps = {
  readonly page: Page;
  readonly state: PasswordState;
  readonly errors: Errors;
  /** Sent twice it is one change. */
  readonly formKey: string;
};

const standing = { initial: 'password.isInitial', set: 'password.isSet', locked: 'password.isLocked' } as const;

const New = ({ page, errors }: Pick<PasswordProps, 'page' | 'errors'>) => {
  const { say } = page;
  const hint = say('password.rule', { least: shortestPassword, most: longestPassword });
  const field = { page, autocomplete: 'new-password' } as const;
  return (
    <>
      <SecretField {...field} name="secretNew" label={say('password.new')} hint={hint} error={errors.secretNew} />
      <SecretField {...field} name="secretAgain" label={say('password.again')} error={errors.secretAgain} />
    </>
  );
};

/** GET /me/password. */
export const PasswordPage = ({ page, state, errors, formKey }: PasswordProps) => {
  const { say } = page;
  return (
    <InnerPage page={page} title={say('password.title')} lead={say('password.lead')} errors={errors}>
      <Notice page={page} kind={state === 'set' ? 'info' : 'warning'}>
        <p>{say(standing[state])}</p>
      </Notice>
      {state !== 'locked' && (
        <PostForm page={page} action="/me/password" submit={say('password.change')}>
          <input type="hidden" name="key" value={formKey} />
          <SecretField
            {...{ page, name: 'secretOld', autocomplete: 'current-password', letters: true }}
            label={say('password.old')}
            hint={say('password.oldHint', { tries: wrongTriesAllowed })}
            error={errors.secretOld}
          />
          <New page={page} errors={errors} />
        </PostForm>
      )}
      <a class={state === 'locked' ? 'button' : 'link'} href="/me/password/reset">
        {say('password.forgotten')}
      </a>
      <p class="hint">{say('password.others')}</p>
    </InnerPage>
  );
};

/** GET /me/password/reset: the login has proved who it is, so the old one is not asked for. */
export const ResetPage = ({ page, errors, formKey }: Omit<PasswordProps, 'state'>) => {
  const { say } = page;
  return (
    <InnerPage
      page={page}
      title={say('password.reset')}
      lead={say('password.resetLead')}
      back="/me/password"
      errors={errors}
    >
      <PostForm page={page} action="/me/password/reset" submit={say('password.resetAct')}>
        <input type="hidden" name="key" value={formKey} />
        <New page={page} errors={errors} />
      </PostForm>
    </InnerPage>
  );
};

export const PasswordDonePage = ({ page }: { page: Page }) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('password.doneTitle')} tab="me">
      <div class="narrow stack">
        <h1>{say('password.doneTitle')}</h1>
        <Notice page={page} kind="done">
          <p>{say('password.done')}</p>
        </Notice>
        <p>{say('password.keep')}</p>
        <div class="actions">
          <a class="button" href="/me">
            {say('me.title')}
          </a>
        </div>
      </div>
    </Layout>
  );
};
