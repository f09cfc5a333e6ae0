// 常见问题, 通知公告 and 社保卡居民服务一件事: in our own words, each with the clauses it rests on (R-NOTICE-02, R-NOTICE-03, R-CHAN-24).
import { TextField } from '../components/field.tsx';
import { Citations } from '../components/refusal-panel.tsx';
import { dayText } from '../dates.ts';
import type { HelpView, NoticeView, ScenesView } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

type HelpProps = { readonly page: Page; readonly asked: string; readonly questions: readonly HelpView[] };

export const HelpPage = ({ page, asked, questions }: HelpProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('help.title')} tab={null}>
      <div class="narrow stack">
        <h1>{say('help.title')}</h1>
        <form method="get" action="/help">
          <TextField
            {...{ page, name: 'q', value: asked, optional: true, maxLength: 40 }}
            label={say('help.search')}
            hint={say('help.searchHint')}
          />
          <div class="actions">
            <button class="button" type="submit">
              {say('help.act')}
            </button>
          </div>
        </form>
        <h2>{say('help.found', { count: questions.length })}</h2>
        {questions.length === 0 && (
          <p>
            {say('help.none')} <a href="/help">{say('help.all')}</a>
          </p>
        )}
        {questions.map(({ id, question, answer, sources }) => (
          <section key={id} id={id} class="card">
            <h3>{question}</h3>
            <p>{answer}</p>
            <Citations page={page} sources={sources} />
          </section>
        ))}
        <a class="entry" href="/tickets">
          <strong>{say('ticket.title')}</strong>
          <span class="hint">{say('ticket.lead')}</span>
        </a>
      </div>
    </Layout>
  );
};

export const NoticesPage = ({ page, notices }: { readonly page: Page; readonly notices: readonly NoticeView[] }) => (
  <Layout page={page} title={page.say('notices.title')} tab={null}>
    <div class="narrow stack">
      <h1>{page.say('notices.title')}</h1>
      <p class="lead">{page.say('notices.lead')}</p>
      {notices.map(({ date, title, summary, sources }) => (
        <section key={title} class="card">
          <h2>{title}</h2>
          <p class="soft">{dayText(date, page.say)}</p>
          <p>{summary}</p>
          <Citations page={page} sources={sources} />
        </section>
      ))}
    </div>
  </Layout>
);

type ScenesProps = { readonly page: Page; readonly functions: readonly ScenesView[] };

/** R-CHAN-24: what the card is used for, function by function; what is only planned says so. */
export const ScenesPage = ({ page, functions }: ScenesProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('scenes.title')} tab="services">
      <div class="narrow stack">
        <h1>{say('scenes.title')}</h1>
        <p class="lead">{say('scenes.lead')}</p>
        {functions.map(({ kind, scenes }) => (
          <section key={kind} class="stack">
            <h2>{say(`scenes.kind.${kind}`)}</h2>
            {scenes.map(({ title, text, planned, sources }) => (
              <div key={title} class="entry">
                <h3>{planned ? say('scenes.planned', { title }) : title}</h3>
                <p>{text}</p>
                <Citations page={page} sources={sources} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Layout>
  );
};
