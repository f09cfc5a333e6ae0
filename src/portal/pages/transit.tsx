// 交通出行: what is on the transit purse and why, whether it can be used, and what can be done about it where.
import { dateIn } from '../../base/dates.ts';
import { yuanText } from '../../base/money.ts';
import type { TransitEntry } from '../../scenes/transit.ts';
import type { WalletState } from '../../scenes/transit-lifecycle.ts';
import { Answers } from '../components/answers.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { Notice } from '../components/notice.tsx';
import { dayText } from '../dates.ts';
import type { Page } from '../page.ts';
import { AllOffers, Hotline, type Offers } from './home.tsx';

export type PurseView = {
  readonly cardId: string;
  readonly bankName: string;
  readonly state: WalletState;
  readonly balanceFen: number;
  readonly suburbanRailAt: Temporal.Instant | null;
  /** Newest first, at most `mostShown`. */
  readonly entries: readonly (TransitEntry & {
    /** Bank whose outlet it was; null: the operator. */
    readonly where: string | null;
  })[];
  readonly mostShown: number;
  /** What is or was paid back; null: nothing. */
  readonly refund: RefundView | null;
  /** null: a card that has ended. */
  readonly offers: Offers | null;
};

export type RefundView = {
  readonly state: 'ordered' | 'late' | 'refused' | 'paid';
  /** Yuan. */
  readonly amount: string;
  /** The last day, and once it is paid the day of that. */
  readonly on: Temporal.PlainDate;
  /** The bank that pays it. */
  readonly bank: string;
  /** Where to; null: the account of the card. */
  readonly account: { readonly bankName: string; readonly lastFour: string } | null;
};

type PurseProps = { readonly page: Page; readonly purse: PurseView };

export const TransitPage = ({ page, purse }: PurseProps) => {
  const { say } = page;
  return (
    <InnerPage page={page} title={say('transit.title')}>
      <section class="card">
        <Answers page={page} rows={rowsOf({ page, purse })} />
        <p class="hint">{say('transit.known')}</p>
      </section>
      {purse.refund !== null && <Refund page={page} refund={purse.refund} />}
      {purse.offers !== null && <AllOffers page={page} offers={purse.offers} />}
      <Entries page={page} purse={purse} />
      <section class="card">
        <ul>
          <li>{say('transit.where', { bank: purse.bankName })}</li>
          {purse.suburbanRailAt === null && <li>{say('transit.suburbanWhere', { bank: purse.bankName })}</li>}
          <li>{say('transit.fares')}</li>
          <li>{say('transit.lost')}</li>
          <li>{say('transit.damaged', { bank: purse.bankName })}</li>
        </ul>
      </section>
      <Hotline page={page} />
    </InnerPage>
  );
};

/** Where, when, and what to do when it did not come (R-TRANSIT-11). */
const Refund = ({ page, refund }: { page: Page; refund: RefundView }) => {
  const { say } = page;
  const { state, amount, bank } = refund;
  const date = dayText(refund.on, say);
  const account =
    refund.account === null
      ? say('transit.account.card-account')
      : say('transit.account.other-account', { bank: refund.account.bankName, lastFour: refund.account.lastFour });
  const kinds = { ordered: 'info', late: 'late', refused: 'warning', paid: 'done' } as const;
  return (
    <Notice page={page} kind={kinds[state]} title={say('transit.refund')}>
      <p>{say(`transit.refund.${state}`, { amount, date, account, bank })}</p>
    </Notice>
  );
};

const rowsOf = ({ page: { say }, purse: { state, balanceFen, suburbanRailAt } }: PurseProps) => [
  {
    label: say('transit.balance'),
    value: <strong class="number">{say('transit.yuan', { amount: yuanText(balanceFen) })}</strong>,
  },
  { label: say('transit.state'), value: <strong>{say(`transit.state.${state}`)}</strong> },
  {
    label: say('transit.suburban'),
    value:
      suburbanRailAt === null
        ? say('transit.suburban.no')
        : say('transit.suburban.yes', { date: dayText(dateIn(suburbanRailAt), say) }),
  },
];

const Entries = ({ page: { say }, purse: { entries, mostShown } }: PurseProps) => (
  <section class="stack">
    <h2>{say('transit.entries')}</h2>
    {entries.length === 0 && <p>{say('transit.noEntries')}</p>}
    {entries.length === mostShown && <p>{say('transit.most', { count: mostShown })}</p>}
    <ol class="plain entries">
      {entries.map(({ entryId, kind, fen, happenedAt, where }) => (
        <li key={entryId} class="entry">
          <strong>
            {say(`transit.kind.${kind}`)} {fen > 0 ? '+' : ''}
            {say('transit.yuan', { amount: yuanText(fen) })}
          </strong>
          <span class="hint">
            {dayText(dateIn(happenedAt), say)} · {where ?? say('by.operator')}
          </span>
        </li>
      ))}
    </ol>
  </section>
);
