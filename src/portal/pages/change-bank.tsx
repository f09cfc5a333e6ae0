// 更换银行: what it means before the first step, then step by step what is done, what is next, where, and what to bring.
import { InnerPage } from '../components/inner-page.tsx';
import { Notice } from '../components/notice.tsx';
import { Citations, type Explanation, RefusalPanel } from '../components/refusal-panel.tsx';
import { dayText } from '../dates.ts';
import type { Page } from '../page.ts';
import { Hotline } from './home.tsx';

export type BankChangeView = {
  /**
   * `no-card`: nothing to change; `old-card`: of the first or second generation; `card`: of the third, still at its bank;
   * `left`: given back, not applied yet; `applied`: the application at the new bank runs.
   */
  readonly stand: 'no-card' | 'old-card' | 'card' | 'left' | 'applied';
  /** Of the card, or the one that was left; null: none. */
  readonly bank: { readonly code: string; readonly name: string } | null;
  /** Why the next step is not possible anywhere now; null: it is. */
  readonly closed: Explanation | null;
  /** Whether the next step is done on these pages. */
  readonly online: boolean;
  /** What to bring to the counter where the next step is done; null: not at a counter. */
  readonly counter: string | null;
  /** R-CHANGEBANK-07. */
  readonly care: boolean;
  /** The one bank a first application can take now (R-CHANGEBANK-01: within the limits of the group); null: free to choose. */
  readonly fixedBank: string | null;
  readonly leftOn: Temporal.PlainDate | null;
  /** Number of the application at the new bank. */
  readonly application: string | null;
  /** First day of the next change, where six months are not over (R-CHANGEBANK-06); null: any day. */
  readonly nextOn: Temporal.PlainDate | null;
  readonly sources: Explanation['sources'];
};

type Props = { readonly page: Page; readonly change: BankChangeView };

export const ChangeBankPage = (props: Props) => {
  const { page, change } = props;
  const { say } = page;
  return (
    <InnerPage
      page={page}
      title={say('changeBank.title')}
      lead={say(`changeBank.lead.${change.stand}`, { bank: change.bank?.name ?? '' })}
    >
      {change.closed !== null && <RefusalPanel page={page} refusal={change.closed} />}
      {change.stand === 'old-card' && change.closed === null && <OldCard {...props} />}
      {(change.stand === 'card' || change.stand === 'left' || change.stand === 'applied') && (
        <>
          <Means {...props} />
          <Steps {...props} />
        </>
      )}
      {change.stand === 'no-card' && (
        <div class="actions">
          <a class="button" href="/apply">
            {say('service.apply')}
          </a>
        </div>
      )}
      <Hotline page={page} />
    </InnerPage>
  );
};

/** R-CHANGEBANK-01, R-CHANGEBANK-02: an application with the wanted bank is the change; the old card goes on until then. */
const OldCard = ({ page, change: { online, counter, fixedBank, sources } }: Props) => {
  const { say } = page;
  return (
    <section class="card stack">
      <h2>{say('changeBank.old')}</h2>
      <ul>
        <li>{fixedBank === null ? say('changeBank.old.choose') : say('changeBank.old.fixed', { bank: fixedBank })}</li>
        <li>{say('changeBank.old.goesOn')}</li>
        {counter !== null && <li>{say('changeBank.old.counter', { documents: counter })}</li>}
      </ul>
      <Citations page={page} sources={sources} />
      {online && (
        <div class="actions">
          <a class="button" href="/apply">
            {say('service.apply')}
          </a>
        </div>
      )}
    </section>
  );
};

/** Said before the first step, and as long as it can still matter. */
const Means = ({ page, change: { stand, care, closed } }: Props) => {
  const { say } = page;
  if (stand === 'applied') return null;
  return (
    <Notice page={page} kind="warning" title={say('changeBank.means')}>
      <ul>
        {stand === 'card' && <li>{say('changeBank.means.cancelled')}</li>}
        <li>{say('changeBank.means.noCard')}</li>
        {stand === 'card' && <li>{say('changeBank.means.balance')}</li>}
        <li>{say('changeBank.means.pension')}</li>
        <li>{say('changeBank.means.six')}</li>
        {care && closed === null && <li>{say('changeBank.means.care')}</li>}
      </ul>
    </Notice>
  );
};

const stepsDone = { card: 0, left: 1, applied: 2, 'no-card': 0, 'old-card': 0 } as const;

const Steps = ({ page, change }: Props) => {
  const { say } = page;
  const done = stepsDone[change.stand];
  const state = (step: number) =>
    step < done ? say('changeBank.done') : step === done ? say('changeBank.now') : say('changeBank.later');
  const bank = change.bank?.name ?? '';
  return (
    <section class="card">
      <h2>{say('changeBank.steps')}</h2>
      <ol class="steps">
        <li>
          <strong>
            {state(0)}
            {say('changeBank.step.leave', { bank })}
          </strong>
          {change.leftOn !== null && <p>{say('changeBank.leftOn', { date: dayText(change.leftOn, say) })}</p>}
          {change.stand === 'card' && change.counter !== null && <Leave page={page} change={change} />}
        </li>
        <li>
          <strong>
            {state(1)}
            {say('changeBank.step.apply')}
          </strong>
          {change.stand === 'left' && <Apply page={page} change={change} />}
        </li>
        <li>
          <strong>
            {state(2)}
            {say('changeBank.step.receive')}
          </strong>
          {change.application !== null && (
            <p>
              <a class="link" href={`/applications/${change.application}`}>
                {say('apply.seeRunning')}
              </a>
            </p>
          )}
        </li>
      </ol>
      {change.nextOn !== null && <p>{say('changeBank.nextOn', { date: dayText(change.nextOn, say) })}</p>}
      <Citations page={page} sources={change.sources} />
    </section>
  );
};

const Leave = ({ page: { say }, change: { bank, counter } }: Props) => (
  <>
    <p>{say('changeBank.leave.how', { bank: bank?.name ?? '', documents: counter ?? '' })}</p>
    <p>
      <a class="link" href={`/outlets?bank=${bank?.code ?? ''}`}>
        {say('outlets.title')}
      </a>
    </p>
  </>
);

const Apply = ({ page: { say }, change: { online, counter } }: Props) => (
  <>
    {counter !== null && <p>{say('changeBank.apply.counter', { documents: counter })}</p>}
    {online && (
      <>
        <p>{say('changeBank.apply.online')}</p>
        <div class="actions">
          <a class="button" href="/apply">
            {say('service.apply')}
          </a>
        </div>
      </>
    )}
  </>
);
