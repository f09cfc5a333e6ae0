// Before an application that was sent back is corrected: why, what is to be answered again, and what stays.
import { allOf, type RejectionReason } from '../../applications/rejection-reasons.ts';
import { PostForm } from '../components/form.tsx';
import { Citations, type Explanation } from '../components/refusal-panel.tsx';
import { Reasons } from '../components/rejection.tsx';
import { dayText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

export type CorrectionView = {
  readonly number: string;
  readonly reasons: readonly RejectionReason[];
  readonly sources: Explanation['sources'];
  /** The last day on which pictures that were right can be sent again; null: there are none, or not any more. */
  readonly picturesUntil: Temporal.PlainDate | null;
};

export const CorrectPage = ({ page, correction }: { readonly page: Page; readonly correction: CorrectionView }) => {
  const { say } = page;
  const { number, reasons, sources, picturesUntil } = correction;
  return (
    <Layout page={page} title={say('correct.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('correct.title')}</h1>
        <p class="lead">{say('correct.lead')}</p>
        <section class="card">
          <h2>{say('correct.why')}</h2>
          <Reasons page={page} reasons={reasons} />
          <Citations page={page} sources={sources} />
        </section>
        <section>
          <h2>{say('correct.anew')}</h2>
          <ul>
            {allOf(reasons, 'parts').map((part) => (
              <li key={part}>{say(`correct.part.${part}`)}</li>
            ))}
          </ul>
          <p>{say('correct.kept')}</p>
          {picturesUntil !== null && <p>{say('correct.pictures', { date: dayText(picturesUntil, say) })}</p>}
          <p>{say('correct.oldCard')}</p>
        </section>
        <PostForm
          page={page}
          action={`/applications/${number}/correct`}
          submit={say('correct.start')}
          back={`/applications/${number}`}
        />
        <p class="hint">
          <a href="/apply">{say('correct.or')}</a>
        </p>
      </div>
    </Layout>
  );
};
