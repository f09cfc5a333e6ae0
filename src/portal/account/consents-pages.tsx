// 我的授权: what a person agreed to, in which version and since when; and what follows from withdrawing it.
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import type { ConsentView, WithdrawalView } from './consents.ts';

export const consentsPath = '/me/consents';
const withdrawPath = `${consentsPath}/withdraw`;

const ConsentCard = ({ page, consent }: { page: Page; consent: ConsentView }) => {
  const { say } = page;
  const { kind, bank, title, text, version, givenAt, givenBy, withdrawnAt } = consent;
  const rows = [
    {
      label: say('consents.state'),
      value: <strong>{say(withdrawnAt ? 'consents.withdrawn' : 'consents.inForce')}</strong>,
    },
    { label: say('consents.givenAt'), value: <span class="number">{timeText(givenAt, say)}</span> },
    ...(withdrawnAt
      ? [{ label: say('consents.withdrawnAt'), value: <span class="number">{timeText(withdrawnAt, say)}</span> }]
      : []),
    { label: say('consents.givenBy'), value: say(`consents.by.${givenBy}`) },
    { label: say('consents.version'), value: version },
  ];
  return (
    <section class="card">
      <h3>{title}</h3>
      <Answers page={page} rows={rows} />
      <details>
        <summary>{say('consents.text')}</summary>
        <p>{text}</p>
      </details>
      {withdrawnAt === null && (
        <div class="actions">
          <a
            class="button second"
            href={`${withdrawPath}?${new URLSearchParams({ kind, bank })}`}
            aria-label={say('consents.withdrawOf', { title })}
          >
            {say('consents.withdraw')}
          </a>
        </div>
      )}
    </section>
  );
};

export const ConsentsPage = ({ page, consents }: { page: Page; consents: readonly ConsentView[] }) => {
  const { say } = page;
  const inForce = consents.filter(({ withdrawnAt }) => withdrawnAt === null);
  const over = consents.filter(({ withdrawnAt }) => withdrawnAt !== null);
  return (
    <InnerPage page={page} title={say('consents.title')} lead={say('consents.lead')}>
      <h2>{say('consents.inForce')}</h2>
      {inForce.length === 0 && <p>{say('consents.none')}</p>}
      {inForce.map((consent) => (
        <ConsentCard key={`${consent.kind}${consent.bank}${consent.version}`} page={page} consent={consent} />
      ))}
      {over.length > 0 && <h2>{say('consents.withdrawn')}</h2>}
      {over.map((consent) => (
        <ConsentCard key={`${consent.kind}${consent.bank}${consent.givenAt}`} page={page} consent={consent} />
      ))}
    </InnerPage>
  );
};

/** What follows is said before it is done. */
const Consequences = ({ page: { say }, withdrawal }: { page: Page; withdrawal: WithdrawalView }) => (
  <ul>
    <li>{say('consents.fromNow')}</li>
    {withdrawal.application?.ends === true && (
      <li>
        <strong>{say('consents.endsApplication', { number: withdrawal.application.number })}</strong>
      </li>
    )}
    {withdrawal.application?.ends === false && (
      <li>{say('consents.bankGoesOn', { number: withdrawal.application.number })}</li>
    )}
    <li>{say('consents.asksAgain')}</li>
    <li>{say('consents.oldCard')}</li>
  </ul>
);

export const WithdrawConsentPage = ({ page, withdrawal }: { page: Page; withdrawal: WithdrawalView }) => {
  const { say } = page;
  const { kind, bank, title, text } = withdrawal.consent;
  return (
    <Layout page={page} title={say('consents.withdrawTitle')} tab="me">
      <div class="narrow">
        <a class="back" href={consentsPath}>
          {say('act.back')}
        </a>
        <h1>{say('consents.withdrawTitle')}</h1>
        <section class="card">
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
        <h2>{say('consents.follows')}</h2>
        <Consequences page={page} withdrawal={withdrawal} />
        <PostForm page={page} action={withdrawPath} submit={say('consents.withdrawAct')}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="bank" value={bank} />
        </PostForm>
      </div>
    </Layout>
  );
};
