// 注销指引: cancelling is done at counters alone, so this page says in which order, where, and with what.
import { InnerPage } from '../components/inner-page.tsx';
import type { Explanation } from '../components/refusal-panel.tsx';
import { Citations } from '../components/refusal-panel.tsx';
import type { Page } from '../page.ts';
import { Hotline } from './home.tsx';

export type CancelGuide = {
  readonly bank: string | null;
  readonly bankName: string | null;
  readonly hasAccount: boolean;
  /** Of whoever goes themself, and of an agent after a death (G-03); empty: the gate lets nobody now. */
  readonly documents: string;
  readonly documentsAfterDeath: string;
  readonly sources: Explanation['sources'];
  /** Why it cannot be done now, as the gate says; null: it can. */
  readonly closed: Explanation | null;
};

export const CancelPage = ({ page, guide }: { readonly page: Page; readonly guide: CancelGuide }) => {
  const { say } = page;
  const bank = guide.bankName ?? '';
  return (
    <InnerPage page={page} title={say('cancel.title')} lead={say('cancel.lead')}>
      {guide.closed !== null && <p>{guide.closed.message}</p>}
      <section class="card">
        <h2>{say('cancel.order')}</h2>
        <ol class="steps">
          <li>{say('cancel.step.settle')}</li>
          <li>{say('cancel.step.social', { documents: guide.documents })}</li>
          {guide.hasAccount && <li>{say('cancel.step.account', { bank })}</li>}
        </ol>
        <Citations page={page} sources={guide.sources} />
        <p>
          <a class="link" href={guide.bank === null ? '/outlets' : `/outlets?bank=${guide.bank}`}>
            {say('outlets.title')}
          </a>
        </p>
      </section>
      <section class="card">
        <h2>{say('cancel.afterDeath')}</h2>
        <p>{say('cancel.afterDeath.text', { documents: guide.documentsAfterDeath })}</p>
      </section>
      <section class="card">
        <h2>{say('cancel.means')}</h2>
        <ul>
          <li>{say('cancel.means.ends')}</li>
          <li>{say('cancel.means.six')}</li>
          <li>{say('cancel.means.lost')}</li>
        </ul>
      </section>
      <Hotline page={page} />
    </InnerPage>
  );
};
