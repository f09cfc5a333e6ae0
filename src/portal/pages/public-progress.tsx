// 申领进度查询 for somebody who is not logged in: the number and the last four of the ID number; steps and dates only (R-QUERY-01).
import { Answers } from '../components/answers.tsx';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { AlertNotice, Notice } from '../components/notice.tsx';
import { Timeline } from '../components/timeline.tsx';
import { dayText } from '../dates.ts';
import type { LookedUp } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { daysLate, progressSteps } from '../progress-steps.ts';
import type { ApplicationView } from '../views.ts';

type LookUpPageProps = {
  readonly page: Page;
  /** What was typed as the number; the four characters are never given back. */
  readonly number: string;
  readonly errors: Errors;
  readonly why?: Extract<LookedUp, { found: false }>['why'];
};

const why = { unknown: 'lookUp.unknown', 'too-often': 'lookUp.tooOften' } as const;

export const LookUpPage = (props: LookUpPageProps) => {
  const { page, number, errors } = props;
  const { say } = page;
  return (
    <Layout page={page} title={say('lookUp.title')} tab="services" hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('lookUp.title')}</h1>
        <p class="lead">{say('lookUp.lead')}</p>
        {props.why !== undefined && (
          <AlertNotice page={page} kind="warning">
            <p>{say(why[props.why])}</p>
          </AlertNotice>
        )}
        <PostForm page={page} action="/progress" submit={say('lookUp.act')}>
          <TextField
            {...{ page, name: 'number', value: number, error: errors.number, maxLength: 20 }}
            label={say('lookUp.number')}
            hint={say('lookUp.numberHint')}
            short
          />
          <TextField
            {...{ page, name: 'lastFour', value: '', error: errors.lastFour, maxLength: 4 }}
            label={say('lookUp.lastFour')}
            hint={say('lookUp.lastFourHint')}
            short
          />
        </PostForm>
        <section>
          <h2>{say('lookUp.other')}</h2>
          <ul>
            <li>
              <a href="/progress/password">{say('status.entry')}</a>
            </li>
            <li>
              <a href="/me">{say('lookUp.login')}</a>
            </li>
            <li>
              <a href="tel:96066">{say('hotline.call')}</a>
            </li>
            <li>{say('lookUp.bank')}</li>
          </ul>
        </section>
      </div>
    </Layout>
  );
};

/** What the person has to do, in words; why is their own and needs the login. */
const todos = {
  rejected: 'lookUp.rejected',
  'account-refused': 'lookUp.accountRefused',
  returned: 'lookUp.returned',
  'on-hold': 'lookUp.onHold',
} as const;

export const FoundProgressPage = ({ page, application }: { page: Page; application: ApplicationView }) => {
  const { say } = page;
  const days = daysLate(application);
  const todo = Object.entries(todos).find(([state]) => state === application.state)?.[1];
  return (
    <Layout page={page} title={say('progress.title')} tab="services">
      <div class="narrow stack">
        <h1>{say('progress.title')}</h1>
        {days > 0 && application.dueOn !== null && (
          <Notice page={page} kind="late" title={say('progress.lateTitle')}>
            <p>{say('progress.late', { date: dayText(application.dueOn, say), days })}</p>
            <p>{say('lookUp.urge')}</p>
          </Notice>
        )}
        {todo !== undefined && (
          <Notice page={page} kind="warning">
            <p>{say(todo)}</p>
          </Notice>
        )}
        <section class="card">
          <Timeline page={page} steps={progressSteps(application, say)} />
        </section>
        <section class="card">
          <Answers
            page={page}
            rows={[
              { label: say('progress.number'), value: <span class="number">{application.number}</span> },
              { label: say('progress.bank'), value: application.bank },
              { label: say('progress.delivery'), value: say(`delivery.${application.delivery}`) },
            ]}
          />
        </section>
        <p>{say('lookUp.more')}</p>
        <div class="actions">
          <a class="button second" href="/me">
            {say('lookUp.login')}
          </a>
          <a class="link" href="/progress">
            {say('lookUp.again')}
          </a>
        </div>
      </div>
    </Layout>
  );
};
