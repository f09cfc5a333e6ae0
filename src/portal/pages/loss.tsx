// A lost card: one button that stops it, and afterwards what is stopped, until when, and what to do when it is found.
import type { AccountAsk } from '../../cards/account-ask.ts';
import type { FinancialState, SocialSecurityState } from '../../policy/question.ts';
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { Notice } from '../components/notice.tsx';
import { type Explanation, RefusalPanel } from '../components/refusal-panel.tsx';
import { timeText } from '../dates.ts';
import type { Page } from '../page.ts';
import { Hotline } from './home.tsx';

export type LossView = {
  readonly cardId: string;
  readonly generation: 1 | 2 | 3;
  readonly bank: string | null;
  readonly bankName: string | null;
  readonly socialSecurity: SocialSecurityState;
  readonly financial: FinancialState | null;
  readonly lostUntil: Temporal.Instant | null;
  /** What the bank of the card was asked and has not done yet. */
  readonly account: AccountAsk | null;
  /** A new card was asked for: this one is never released (R-LOSS-15). */
  readonly isReissued: boolean;
  readonly mayReport: boolean;
  /** Why not; null: it may be reported. */
  readonly refusal: Explanation | null;
};

type LossProps = { readonly page: Page; readonly loss: LossView };

export const LossPage = ({ page, loss, formKey }: LossProps & { readonly formKey: string }) => {
  const { say } = page;
  const isLost = loss.socialSecurity === 'temporarily-lost' || loss.socialSecurity === 'formally-lost';
  return (
    <InnerPage
      page={page}
      title={say('loss.title')}
      heading={say(isLost ? `loss.is.${loss.socialSecurity}` : 'loss.title')}
    >
      {isLost ? (
        <AfterReport page={page} loss={loss} />
      ) : loss.mayReport ? (
        <Report page={page} loss={loss} formKey={formKey} />
      ) : (
        <NotHere page={page} loss={loss} />
      )}
      <Hotline page={page} />
    </InnerPage>
  );
};

/** The button comes first: whoever has lost a card is in a hurry; what follows from it stands below. */
const Report = ({ page, loss, formKey }: LossProps & { readonly formKey: string }) => {
  const { say } = page;
  return (
    <>
      <PostForm page={page} action={`/cards/${loss.cardId}/loss`} submit={say('loss.act')}>
        <input type="hidden" name="key" value={formKey} />
        <p class="lead">{say('loss.lead')}</p>
      </PostForm>
      <section class="card">
        <h2>{say('loss.means')}</h2>
        <ul>
          <li>{say('loss.means.medical')}</li>
          {loss.financial === 'active' && <li>{say('loss.means.account', { bank: loss.bankName ?? '' })}</li>}
          <li>{say('loss.means.end')}</li>
          <li>{say('loss.means.transit')}</li>
        </ul>
      </section>
    </>
  );
};

const NotHere = ({ page, loss: { refusal } }: LossProps) =>
  refusal === null ? <p>{page.say('refused.CARD_ON_ITS_WAY')}</p> : <RefusalPanel page={page} refusal={refusal} />;

/** Both functions apart: the account follows its bank (R-LOSS-04). */
const AfterReport = ({ page, loss }: LossProps) => {
  const { say } = page;
  const bank = loss.bankName ?? '';
  return (
    <>
      <Notice page={page} kind="done" title={say('loss.stopped')}>
        {loss.lostUntil !== null && <p>{say('loss.until', { time: timeText(loss.lostUntil, say) })}</p>}
        <Answers page={page} rows={rowsOf({ page, loss })} />
      </Notice>
      {loss.account !== null && (
        <Notice page={page} kind={loss.account.state === 'waiting' ? 'info' : 'warning'} title={say('me.financial')}>
          <p>{say(`loss.account.${loss.account.state}`, { bank, what: say(`loss.ask.${loss.account.asked}`) })}</p>
        </Notice>
      )}
      {loss.isReissued ? <Reissued page={page} loss={loss} /> : <WhatNow page={page} loss={loss} />}
    </>
  );
};

/** R-LOSS-15, R-LOSS-16: found again or not, only the new card counts. */
const Reissued = ({ page: { say } }: LossProps) => (
  <section class="card">
    <h2>{say('loss.found')}</h2>
    <p>{say('loss.found.reissued')}</p>
    <a href="tel:96066">{say('hotline.call')}</a>
  </section>
);

/** Found: wait until when, or which outlet; not found: a new card. */
const WhatNow = ({ page, loss }: LossProps) => {
  const { say } = page;
  const bank = loss.bankName ?? '';
  return (
    <>
      <section class="card">
        <h2>{say('loss.found')}</h2>
        <ul>
          {loss.lostUntil !== null && <li>{say('loss.found.wait', { time: timeText(loss.lostUntil, say) })}</li>}
          <li>{say('loss.found.bank', { bank })}</li>
        </ul>
      </section>
      <section class="card">
        <h2>{say('loss.notFound')}</h2>
        <p>{say('loss.notFound.bank', { bank })}</p>
        <p>
          <a href={`/cards/${loss.cardId}/replace`}>{say('replace.title')}</a>
        </p>
        <a href={loss.bank === null ? '/outlets' : `/outlets?bank=${loss.bank}`}>{say('outlets.title')}</a>
      </section>
    </>
  );
};

const rowsOf = ({ page: { say }, loss: { socialSecurity, financial } }: LossProps) => [
  { label: say('me.socialSecurity'), value: <strong>{say(`state.${socialSecurity}`)}</strong> },
  ...(financial === null ? [] : [{ label: say('me.financial'), value: <strong>{say(`money.${financial}`)}</strong> }]),
];
