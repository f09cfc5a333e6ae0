// The first page of an application: whether this person may apply today, what for, by when, and what to have at hand.
import { Notice } from '../components/notice.tsx';
import { Citations, type Explanation, RefusalPanel } from '../components/refusal-panel.tsx';
import { dayText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import type { Permission } from '../views.ts';

type StartProps = {
  readonly page: Page;
  readonly permission: Permission;
  /** Where the button leads: the first page that is not filled in. */
  readonly next: string;
  readonly resumed: boolean;
};

export const StartPage = ({ page, permission, next, resumed }: StartProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('apply.title')} tab="services">
      <div class="narrow stack">
        <h1>{say('apply.title')}</h1>
        <Notice page={page} kind="done" title={say('apply.permitted')}>
          <p>{say('apply.free')}</p>
          {permission.dueOn !== null && <p>{say('apply.dueOn', { date: dayText(permission.dueOn, say) })}</p>}
          <Citations page={page} sources={permission.sources} />
        </Notice>
        {permission.retiree && <p>{say('apply.pension')}</p>}
        <section>
          <h2>{say('apply.need')}</h2>
          <ul>
            <li>{say('apply.needContact')}</li>
            <li>{say('apply.needPhotos')}</li>
            <li>{say('apply.needDelivery')}</li>
          </ul>
        </section>
        {!page.elder && <p class="soft">{say('apply.saved')}</p>}
        <div class="actions">
          <a class="button" href={next}>
            {say(resumed ? 'apply.resume' : 'apply.start')}
          </a>
        </div>
        <p>
          <a class="link" href="/help-requests/new">
            {say('ask.entry')}
          </a>
        </p>
      </div>
    </Layout>
  );
};

type RefusedProps = {
  readonly page: Page;
  readonly refusal: Explanation;
  /** Number of the application that runs, where that is the reason. */
  readonly running: string | null;
};

export const ApplyRefused = ({ page, refusal, running }: RefusedProps) => (
  <Layout page={page} title={page.say('apply.title')} tab="services">
    <div class="narrow stack">
      <h1>{page.say('apply.title')}</h1>
      {running !== null && (
        <Notice page={page} kind="info" title={page.say('apply.running')}>
          <a class="link" href={`/applications/${running}`}>
            {page.say('apply.seeRunning')}
          </a>
        </Notice>
      )}
      <RefusalPanel page={page} refusal={refusal} title={page.say('apply.refused')} />
    </div>
  </Layout>
);
