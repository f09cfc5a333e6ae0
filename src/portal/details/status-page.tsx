// 应用状态查询 for somebody who is not logged in: ID number and service password; states, steps and dates only (R-PWD-02).
import { wrongTriesAllowed } from '../../passwords/password-lifecycle.ts';
import { Answers } from '../components/answers.tsx';
import type { Errors } from '../components/error-summary.tsx';
import { TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { AlertNotice } from '../components/notice.tsx';
import { Timeline } from '../components/timeline.tsx';
import type { StatusFound, StatusView } from '../desk/status-by-password.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { generationWord, serviceText } from '../pages/mine.tsx';
import { progressSteps } from '../progress-steps.ts';
import { SecretField } from './secret-field.tsx';

type AskProps = {
  readonly page: Page;
  readonly errors: Errors;
  readonly why?: Extract<StatusFound, { found: false }>['why'];
};

const why = { wrong: 'status.wrong', 'too-often': 'lookUp.tooOften' } as const;

/** GET /progress/password. What was typed never comes back: the number is somebody's, the password a secret. */
export const AskStatusPage = ({ page, errors, ...props }: AskProps) => {
  const { say } = page;
  return (
    <InnerPage
      page={page}
      title={say('status.title')}
      lead={say('status.lead')}
      back="/progress"
      tab="services"
      errors={errors}
    >
      {props.why !== undefined && (
        <AlertNotice page={page} kind="warning">
          <p>{say(why[props.why])}</p>
        </AlertNotice>
      )}
      <PostForm page={page} action="/progress/password" submit={say('lookUp.act')}>
        <TextField
          {...{ page, name: 'secretNumber', value: '', error: errors.secretNumber, maxLength: 24 }}
          label={say('status.idNumber')}
          short
        />
        <SecretField
          {...{ page, name: 'secretTyped', autocomplete: 'current-password', letters: true }}
          label={say('status.password')}
          hint={say('status.passwordHint', { tries: wrongTriesAllowed })}
          error={errors.secretTyped}
        />
      </PostForm>
      <p>
        <a class="link" href="/me/password/reset">
          {say('password.forgotten')}
        </a>
      </p>
    </InnerPage>
  );
};

export const StatusPage = ({ page, status: { cards, application } }: { page: Page; status: StatusView }) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('status.title')} tab="services">
      <div class="narrow stack">
        <h1>{say('status.title')}</h1>
        {cards.length === 0 && <p>{say('me.noCards')}</p>}
        {cards.map((card) => (
          <section key={card.generation} class="card">
            <h2>{say('me.generation', { generation: generationWord(page, card.generation) })}</h2>
            <Answers
              page={page}
              rows={[
                { label: say('me.socialSecurity'), value: <strong>{say(`state.${card.socialSecurity}`)}</strong> },
                {
                  label: say('me.financial'),
                  value: card.financial === null ? say('me.noBank') : <strong>{say(`money.${card.financial}`)}</strong>,
                },
                ...(card.bank === null ? [] : [{ label: say('me.bank'), value: card.bank }]),
              ]}
            />
          </section>
        ))}
        {application === null ? (
          <p>{say('me.noApplications')}</p>
        ) : (
          <section class="card">
            <h2>
              {serviceText(page, application.service)} · {say(`application.${application.state}`)}
            </h2>
            <Timeline page={page} steps={progressSteps(application, say)} />
          </section>
        )}
        <p>{say('lookUp.more')}</p>
        <div class="actions">
          <a class="button second" href="/me">
            {say('lookUp.login')}
          </a>
        </div>
      </div>
    </Layout>
  );
};
