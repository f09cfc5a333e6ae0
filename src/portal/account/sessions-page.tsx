// 登录设备: where a person is logged in, with one button to end each, and one to end all but this.
import type { OwnSession } from '../../identity/list-sessions.ts';
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { timeText } from '../dates.ts';
import type { Page } from '../page.ts';

export const sessionsPath = '/me/sessions';

const deviceOf = ({ say }: Page, { origin }: OwnSession): string =>
  origin === null
    ? say('sessions.system.other')
    : say('sessions.device', {
        system: say(`sessions.system.${origin.system}`),
        program: say(`sessions.program.${origin.program}`),
      });

const SessionCard = ({ page, session }: { page: Page; session: OwnSession }) => {
  const { say } = page;
  const { id, isThis, level, origin, startedAt, seenAt } = session;
  const rows = [
    { label: say('sessions.startedAt'), value: <span class="number">{timeText(startedAt, say)}</span> },
    { label: say('sessions.seenAt'), value: <span class="number">{timeText(seenAt, say)}</span> },
    { label: say('sessions.from'), value: <span class="number">{origin?.address ?? say('sessions.unknown')}</span> },
    { label: say('sessions.level'), value: say(`sessions.level.${level}`) },
  ];
  return (
    <section class="card">
      <h2>
        {deviceOf(page, session)} {isThis && <span class="tag">{say('sessions.this')}</span>}
      </h2>
      <Answers page={page} rows={rows} />
      {isThis ? (
        <PostForm page={page} action="/logout" submit={say('me.logout')} quiet />
      ) : (
        <PostForm page={page} action={sessionsPath} submit={say('sessions.end')} quiet>
          <input type="hidden" name="id" value={id} />
        </PostForm>
      )}
    </section>
  );
};

type SessionsProps = {
  readonly page: Page;
  readonly sessions: readonly OwnSession[];
  /** After so many minutes without a request a login ends by itself. */
  readonly idleMinutes: number;
};

export const SessionsPage = ({ page, sessions, idleMinutes }: SessionsProps) => {
  const { say } = page;
  return (
    <InnerPage page={page} title={say('sessions.title')} lead={say('sessions.lead', { minutes: idleMinutes })}>
      {sessions.map((session) => (
        <SessionCard key={session.id} page={page} session={session} />
      ))}
      {sessions.length > 1 && (
        <PostForm page={page} action={sessionsPath} submit={say('sessions.endOthers')}>
          <input type="hidden" name="id" value="others" />
          <p class="hint">{say('sessions.unfamiliar')}</p>
        </PostForm>
      )}
    </InnerPage>
  );
};
