// Enabling a card: what it means before, and what became of it after.
import { Tick } from '../components/choices.tsx';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { type Explanation, RefusalPanel } from '../components/refusal-panel.tsx';
import { timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import type { CardView } from '../views.ts';

type EnableProps = {
  readonly page: Page;
  readonly card: CardView;
  readonly hasOldCard: boolean;
  readonly retiree: boolean;
  readonly errors: Errors;
};

/** R-OLD-03, R-OLD-04, R-OLD-05, R-FIN-04, R-FIN-01: said before it is done, since it cannot be undone. */
const meanings = ({ page: { say }, hasOldCard, retiree }: EnableProps): readonly string[] => [
  say('enable.medical'),
  ...(hasOldCard ? [say('enable.oldInvalid'), say('enable.oldMoney')] : []),
  ...(retiree ? [say('enable.pension')] : []),
  say('enable.finance'),
];

export const EnablePage = (props: EnableProps) => {
  const { page, card, errors } = props;
  const { say } = page;
  return (
    <Layout page={page} title={say('enable.title')} tab="me" hasErrors={hasErrors(errors)}>
      <div class="narrow">
        <a class="back" href="/me">
          {say('act.back')}
        </a>
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('enable.title')}</h1>
        <p class="lead">{say('enable.card', { bank: card.bank ?? '' })}</p>
        <section class="card">
          <h2>{say('enable.means')}</h2>
          <ul>
            {meanings(props).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
        <PostForm page={page} action={`/cards/${card.id}/enable`} submit={say('enable.act')}>
          <Tick page={page} name="hasCard" label={say('enable.hasCard')} error={errors.hasCard} />
        </PostForm>
        <a class="link" href="/me">
          {say('enable.later')}
        </a>
      </div>
    </Layout>
  );
};

type EnabledProps = {
  readonly page: Page;
  readonly enabledAt: Temporal.Instant | null;
  readonly hasOldCard: boolean;
  readonly retiree: boolean;
};

export const EnabledPage = ({ page, enabledAt, hasOldCard, retiree }: EnabledProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('enable.done.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('enable.done.title')}</h1>
        <Notice page={page} kind="done">
          {enabledAt !== null && <p>{say('enable.done.at', { time: timeText(enabledAt, say) })}</p>}
          {hasOldCard && <p>{say('enable.done.old')}</p>}
          <p>{say('enable.done.ecard')}</p>
          {retiree && <p>{say('enable.pension')}</p>}
        </Notice>
        <section class="card">
          <h2>{say('enable.done.next')}</h2>
          <p>{say('enable.finance')}</p>
        </section>
        <div class="actions">
          <a class="button" href="/me">
            {say('me.title')}
          </a>
        </div>
      </div>
    </Layout>
  );
};

/** Any refusal of a use case about a card or an application, on a page of its own. */
export const RefusedPage = ({ page, title, refusal }: { page: Page; title: string; refusal: Explanation }) => (
  <Layout page={page} title={title} tab="me">
    <div class="narrow stack">
      <h1>{title}</h1>
      <RefusalPanel page={page} refusal={refusal} />
    </div>
  </Layout>
);

/** What is not there, and what is somebody else's: the same page for both, so that it tells nothing. */
export const NotFoundPage = ({ page }: { page: Page }) => (
  <Layout page={page} title={page.say('trouble.notFound')} tab={null}>
    <div class="narrow stack">
      <h1>{page.say('trouble.notFound')}</h1>
      <p>{page.say('trouble.notFoundText')}</p>
      <div class="actions">
        <a class="button" href="/">
          {page.say('trouble.home')}
        </a>
      </div>
    </div>
  </Layout>
);
