// 您是哪一位: people who share a phone say which of them is there.
import { RadioCards } from '../components/choices.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { PostForm } from '../components/form.tsx';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

type WhoProps = {
  readonly page: Page;
  readonly labels: readonly string[];
  readonly returnPath: string;
  readonly isMissing: boolean;
};

export const WhoPage = ({ page, labels, returnPath, isMissing }: WhoProps) => {
  const { say } = page;
  const errors: Readonly<Record<string, string>> = isMissing ? { who: say('who.missing') } : {};
  return (
    <Layout page={page} title={say('who.title')} tab={null} hasErrors={isMissing}>
      <div class="narrow">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('who.title')}</h1>
        <p class="lead">{say('who.lead')}</p>
        <p class="soft">{say('who.later')}</p>
        <PostForm page={page} action="/login/who" submit={say('who.act')}>
          <input type="hidden" name="return" value={returnPath} />
          <RadioCards
            page={page}
            name="who"
            legend={say('who.legend')}
            choices={labels.map((label, index) => ({ value: String(index), label }))}
            value=""
            error={errors.who}
          />
        </PostForm>
      </div>
    </Layout>
  );
};
