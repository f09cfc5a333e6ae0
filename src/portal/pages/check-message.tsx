// 「这条短信是真的吗」: a text goes in, an answer in words comes out, and what to do (R-FRAUD-02 to R-FRAUD-04).
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { AlertNotice, FraudWarning } from '../components/notice.tsx';
import { timeText } from '../dates.ts';
import type { MessageAnswer } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

type Props = { readonly page: Page; readonly errors: Errors; readonly answer: MessageAnswer | null };

const kinds = {
  'not-ours': 'warning',
  ours: 'done',
  'not-found': 'warning',
  'cannot-tell': 'info',
  'too-often': 'warning',
} as const;

const Answered = ({ page, answer }: { readonly page: Page; readonly answer: MessageAnswer }) => {
  const { say } = page;
  return (
    <AlertNotice page={page} kind={kinds[answer.kind]} title={say(`check.${answer.kind}`)}>
      {answer.kind === 'not-ours' && <p>{say(`check.sign.${answer.sign}`)}</p>}
      {answer.kind === 'ours' && <p>{say('check.oursText', { time: timeText(answer.at, say) })}</p>}
      {answer.kind === 'not-found' && <p>{say('check.notFoundText')}</p>}
      {answer.kind === 'cannot-tell' && (
        <p>
          {say('check.cannotTellText')} <a href="/login?level=2&return=%2Fcheck-message">{say('check.login')}</a>
        </p>
      )}
      {(answer.kind === 'not-ours' || answer.kind === 'not-found') && <p>{say('fraud.report')}</p>}
    </AlertNotice>
  );
};

export const CheckMessagePage = ({ page, errors, answer }: Props) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('check.title')} tab={null} hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('check.title')}</h1>
        <p class="lead">{say('check.lead')}</p>
        {answer !== null && <Answered page={page} answer={answer} />}
        <PostForm page={page} action="/check-message" submit={say('check.act')}>
          <TextField
            {...{ page, name: 'text', value: '', error: errors.text, maxLength: 500 }}
            label={say('check.text')}
            hint={say('check.textHint')}
          />
          {page.person !== null && (
            <TextField
              {...{ page, name: 'lastFour', value: '', error: errors.lastFour, maxLength: 4, inputMode: 'numeric' }}
              label={say('check.lastFour')}
              short
            />
          )}
        </PostForm>
        <FraudWarning page={page} />
      </div>
    </Layout>
  );
};
