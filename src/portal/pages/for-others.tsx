// Who may act for somebody else, and with which papers (R-PROXY-01 to R-PROXY-05, R-ELDER-02, R-ELDER-03).
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

export const ForOthers = ({ page }: { page: Page }) => (
  <Layout page={page} title={page.say('others.title')} tab="services">
    <div class="narrow stack">
      <h1>{page.say('others.title')}</h1>
      <p class="lead">{page.say('others.here')}</p>
      <section class="card">
        <h2>{page.say('others.minor')}</h2>
        <p>{page.say('others.minorText')}</p>
      </section>
      <section class="card">
        <h2>{page.say('others.agent')}</h2>
        <p>{page.say('others.agentText')}</p>
        <p>{page.say('others.agentDocuments')}</p>
        <div class="actions">
          <a class="button second" href="/for-others/acting">
            {page.say('acting.title')}
          </a>
        </div>
      </section>
      <section class="card">
        <h2>{page.say('others.help')}</h2>
        <p>{page.say('others.helpText')}</p>
        <div class="actions">
          <a class="button" href="/help-requests/new">
            {page.say('ask.title')}
          </a>
          <a class="link" href="tel:96066">
            {page.say('hotline.call')}
          </a>
        </div>
      </section>
    </div>
  </Layout>
);
