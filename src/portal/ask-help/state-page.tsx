// One help request: where it stands in words, who comes and when, what to do, and the way to withdraw it.
import { openHelpStates } from '../../help-requests/help-request-lifecycle.ts';
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { dayText } from '../dates.ts';
import type { HelpRequestView } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

type StateProps = { readonly page: Page; readonly help: HelpRequestView };

const noticeOf = { requested: 'info', accepted: 'done', declined: 'warning', done: 'done', withdrawn: 'info' } as const;

const rowsOf = ({ page: { say }, help }: StateProps) => [
  { label: say('ask.who'), value: [help.who, ...help.reached].join(' · ') },
  { label: say('ask.day'), value: `${dayText(help.wishedOn, say)} ${say(`ask.part.${help.wishedPart}`)}` },
  { label: say('ask.address'), value: help.address },
  { label: say('ask.phone'), value: <span class="number">{help.phone}</span> },
  ...(help.note === null ? [] : [{ label: say('ask.note'), value: help.note }]),
];

export const HelpStatePage = ({ page, help }: StateProps) => {
  const { say } = page;
  const { id, state, declineReason, number } = help;
  const isOpen = openHelpStates.some((open) => open === state);
  return (
    <Layout page={page} title={say('ask.stateTitle')} tab="me">
      <div class="narrow stack">
        <h1>{say('ask.stateTitle')}</h1>
        <Notice page={page} kind={noticeOf[state]} title={say(`ask.state.${state}`)}>
          {state === 'declined' && declineReason !== null && (
            <p>
              {say('ask.declinedWhy')} <strong>{say(`ask.reason.${declineReason}`)}</strong>
            </p>
          )}
          <p>{say(`ask.next.${state}`)}</p>
          {state === 'declined' && (
            <a class="button" href="tel:96066">
              {say('hotline.call')}
            </a>
          )}
          {number !== null && (
            <a class="button" href={`/applications/${number}`}>
              {say('ask.application')}
            </a>
          )}
        </Notice>
        <section class="card">
          <Answers page={page} rows={rowsOf({ page, help })} />
        </section>
        {isOpen && (
          <>
            <p>{say('ask.fraud')}</p>
            <section class="card">
              <h2>{say('ask.withdrawTitle')}</h2>
              <p>{say('ask.withdrawText')}</p>
              <PostForm page={page} action={`/help-requests/${id}/withdraw`} submit={say('ask.withdraw')} quiet />
            </section>
          </>
        )}
        {state === 'withdrawn' && (
          <div class="actions">
            <a class="button" href="/help-requests/new">
              {say('ask.again')}
            </a>
          </div>
        )}
      </div>
    </Layout>
  );
};
