// One application: its timeline, what is late in words, and what can be done about it now; and the page right after sending it.
import { type HoldReason, holdReasonOf } from '../../applications/hold-reasons.ts';
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { Citations } from '../components/refusal-panel.tsx';
import { ReasonList, Reasons } from '../components/rejection.tsx';
import { Timeline } from '../components/timeline.tsx';
import { dayText, timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { daysLate, progressSteps } from '../progress-steps.ts';
import type { ApplicationView, ChoiceAwaited } from '../views.ts';
import { WhyItWaits } from './choose.tsx';
import { serviceText } from './mine.tsx';

type ApplicationProps = { readonly page: Page; readonly application: ApplicationView };

/** Binding submissions can be withdrawn for ten minutes; without scripts the time of day says until when. */
const Withdrawal = ({ page, application }: ApplicationProps) => {
  const { withdrawal, number } = application;
  if (withdrawal === null) return null;
  const { say } = page;
  return (
    <section class="card">
      <h2>{say('withdraw.title')}</h2>
      {withdrawal.secondsLeft > 0 ? (
        <>
          <p>{say('withdraw.until', { time: timeText(withdrawal.until, say) })}</p>
          <p>
            {say('withdraw.left')}
            <strong class="number" data-seconds-left={withdrawal.secondsLeft}>
              {minutes(withdrawal.secondsLeft)}
            </strong>
          </p>
        </>
      ) : (
        <p>{say('withdraw.whileWaiting')}</p>
      )}
      <PostForm page={page} action={`/applications/${number}/withdraw`} submit={say('withdraw.act')} quiet />
    </section>
  );
};

const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

const Late = ({ page, application }: ApplicationProps) => {
  const days = daysLate(application);
  if (days === 0 || application.dueOn === null) return null;
  return (
    <Notice page={page} kind="late" title={page.say('progress.lateTitle')}>
      <p>{page.say('progress.late', { date: dayText(application.dueOn, page.say), days })}</p>
      {application.urging === 'done' && <p>{page.say('urge.done')}</p>}
      {application.urging === 'open' && (
        <>
          <p>{page.say('urge.hint')}</p>
          <PostForm page={page} action={`/applications/${application.number}/urge`} submit={page.say('urge.act')} />
        </>
      )}
    </Notice>
  );
};

const EnableEntry = ({ page, cardId }: { page: Page; cardId: string }) => (
  <section class="card">
    <p>{page.say('progress.enableHint')}</p>
    <div class="actions">
      <a class="button" href={`/cards/${cardId}/enable`}>
        {page.say('progress.enable')}
      </a>
    </div>
  </section>
);

/** R-FEE-01, G-39, G-40: why it stands still, in words, and the way on. */
const ChooseEntry = ({
  page: { say },
  application: { bank, number },
  waitsFor,
}: ApplicationProps & { readonly waitsFor: ChoiceAwaited }) => (
  <section class="card">
    <h2>{say(waitsFor.choice === 'bank' ? 'choose.bankTitle' : 'choose.deliveryTitle')}</h2>
    <p>{say(waitsFor.choice === 'bank' ? 'choose.bankLead' : 'choose.deliveryLead', { bank })}</p>
    <WhyItWaits say={say} waitsFor={waitsFor} />
    <div class="actions">
      <a class="button" href={`/applications/${number}/choose`}>
        {say(waitsFor.choice === 'bank' ? 'choose.bankAct' : 'choose.deliveryAct')}
      </a>
    </div>
  </section>
);

/** 3.3-f: sent back: why, by which rule, what to do, and the way on. */
const CorrectEntry = ({
  page,
  number,
  waitsFor: { reasons, sources },
}: {
  readonly page: Page;
  readonly number: string;
  readonly waitsFor: Extract<ApplicationView['waitsFor'], { readonly choice: 'correction' }>;
}) => (
  <section class="card stack">
    <h2>{page.say('application.rejected')}</h2>
    <p>{page.say('correct.lead')}</p>
    <h3>{page.say('correct.why')}</h3>
    <Reasons page={page} reasons={reasons} />
    <Citations page={page} sources={sources} />
    <div class="actions">
      <a class="button" href={`/applications/${number}/correct`}>
        {page.say('correct.title')}
      </a>
    </div>
  </section>
);

/** G-38: what changed, what to do, and that the bureau has it; there is nothing to press. */
const HeldEntry = ({ page, reasons }: { readonly page: Page; readonly reasons: readonly HoldReason[] }) => (
  <section class="card stack">
    <h2>{page.say('hold.title')}</h2>
    <p>{page.say('hold.lead')}</p>
    <h3>{page.say('hold.why')}</h3>
    <ReasonList reasons={reasons.map((code) => ({ code, ...holdReasonOf(code)[page.language] }))} />
    <p>
      <a href="tel:96066">{page.say('hotline.call')}</a>
    </p>
  </section>
);

/** A replacement is nobody's to correct or to take to another bank: it is ordered anew. */
const Failed = ({ page: { say }, application: { bank } }: ApplicationProps) => (
  <section class="card">
    <h2>{say('replace.failed')}</h2>
    <p>{say('replace.failed.lead', { bank })}</p>
    <div class="actions">
      <a class="button" href="/me">
        {say('replace.again')}
      </a>
    </div>
  </section>
);

/** What stands still until the person has done something. */
const WhatNext = ({ page, application }: ApplicationProps) => {
  const { waitsFor, number, held, service, state } = application;
  if (held !== null) return <HeldEntry page={page} reasons={held} />;
  if (service !== 'apply' && (state === 'account-refused' || state === 'rejected'))
    return <Failed page={page} application={application} />;
  if (waitsFor === null) return null;
  if (waitsFor.choice === 'correction') return <CorrectEntry page={page} number={number} waitsFor={waitsFor} />;
  return <ChooseEntry page={page} application={application} waitsFor={waitsFor} />;
};

const factRows = ({ page, page: { say }, application }: ApplicationProps) => [
  ...(application.service === 'apply'
    ? []
    : [{ label: say('progress.service'), value: serviceText(page, application.service) }]),
  { label: say('progress.number'), value: <span class="number">{application.number}</span> },
  { label: say('progress.bank'), value: application.bank },
  {
    label: say('progress.delivery'),
    value: [say(`delivery.${application.delivery}`), application.outlet].filter(Boolean).join(' · '),
  },
];

export const ProgressPage = ({ page, application }: ApplicationProps) => {
  const { say } = page;
  const { cardToEnable } = application;
  return (
    <Layout page={page} title={say('progress.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('progress.title')}</h1>
        <Late page={page} application={application} />
        {application.state === 'withdrawn' && (
          <Notice page={page} kind="done">
            <p>{say('withdraw.done')}</p>
          </Notice>
        )}
        <WhatNext page={page} application={application} />
        {cardToEnable !== null && <EnableEntry page={page} cardId={cardToEnable} />}
        <section class="card">
          <Timeline page={page} steps={progressSteps(application, say)} />
        </section>
        <section class="card">
          <Answers page={page} rows={factRows({ page, application })} />
        </section>
        <Withdrawal page={page} application={application} />
        {application.state === 'withdrawn' && (
          <div class="actions">
            <a class="button" href={application.service === 'apply' ? '/apply' : '/me'}>
              {say('progress.again')}
            </a>
          </div>
        )}
      </div>
    </Layout>
  );
};

const firstSteps = {
  apply: 'apply.done.next1',
  reissue: 'replace.done.lost',
  'exchange-damaged': 'replace.done.make',
  'exchange-changed': 'replace.done.make',
} as const;
const lastSteps = {
  apply: 'apply.done.next3',
  reissue: 'replace.done.enable',
  'exchange-damaged': 'replace.done.enableBoth',
  'exchange-changed': 'replace.done.enableBoth',
} as const;

const nextSteps = ({ page: { say }, application: { service, bank, delivery, outlet } }: ApplicationProps) => [
  say(firstSteps[service], { bank }),
  delivery === 'mail' ? say('apply.done.next2mail') : say('apply.done.next2outlet', { outlet: outlet ?? bank }),
  say(lastSteps[service]),
];

const doneTitles = {
  apply: 'apply.done.title',
  reissue: 'replace.done.reissue',
  'exchange-damaged': 'replace.done.exchange',
  'exchange-changed': 'replace.done.exchange',
} as const;

/** R-GROUP-14: with this page the application is complete; nothing more is asked of the person. */
export const SubmittedPage = ({ page, application }: ApplicationProps) => {
  const { say } = page;
  const { service } = application;
  const title = say(doneTitles[service]);
  return (
    <Layout page={page} title={title} tab="services">
      <div class="narrow stack">
        <h1>{title}</h1>
        <Notice page={page} kind="done" title={say('apply.done.number')}>
          <p class="big number">{application.number}</p>
          {application.dueOn !== null && (
            <p>
              {say('apply.done.due')} <strong>{dayText(application.dueOn, say)}</strong>
            </p>
          )}
        </Notice>
        <section>
          <h2>{say('apply.done.next')}</h2>
          <ol class="steps">
            {nextSteps({ page, application }).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {service === 'apply' && <p>{say('apply.done.ecard')}</p>}
        </section>
        <div class="actions">
          <a class="button" href={`/applications/${application.number}`}>
            {say('apply.done.progress')}
          </a>
        </div>
        <Withdrawal page={page} application={application} />
      </div>
    </Layout>
  );
};
