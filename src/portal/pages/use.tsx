// 用卡: what the card can be used for now, function by function; what cannot says why, and what can be done today.
import { yuanText } from '../../base/money.ts';
import type { FinancialState, SocialSecurityState } from '../../policy/question.ts';
import type { ParkTicketState } from '../../scenes/park-lifecycle.ts';
import type { WalletState } from '../../scenes/transit-lifecycle.ts';
import { dayText, dayTextOf, timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { AllOffers, Hotline, type Offers } from './home.tsx';

export type ParkView = {
  readonly ticket:
    | {
        readonly state: ParkTicketState;
        readonly year: number;
        readonly validFrom: Temporal.PlainDate;
        readonly validUntil: Temporal.PlainDate;
      }
    | undefined;
  /** When it is on sale, now or next, as days; null: nothing is known. */
  readonly sale: { readonly from: string; readonly until: string | null; readonly isAssumed: boolean } | null;
  /** null: it is not sold on any terms we know. */
  readonly priceFen: number | null;
  readonly announcement: string | null;
  readonly material: readonly string[];
  /** Whether many parks are free for this person. */
  readonly isFree: boolean;
  readonly freeFromAge: number | null;
};

export type UseView = {
  /** The card that counts; null: none. */
  readonly card: {
    readonly cardId: string;
    readonly generation: 1 | 2 | 3;
    readonly bankName: string;
    readonly socialSecurity: SocialSecurityState;
    readonly financial: FinancialState | null;
    readonly lostUntil: Temporal.Instant | null;
  } | null;
  /** null: an old card has none. */
  readonly purse: { readonly state: WalletState; readonly balanceFen: number } | null;
  readonly park: ParkView;
  readonly offers: Offers;
};

type UseProps = { readonly page: Page; readonly use: UseView };

export const UsePage = ({ page, use }: UseProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('use.title')} tab="services">
      <div class="narrow stack">
        <h1>{say('use.title')}</h1>
        {use.card === null ? <p class="lead">{say('me.noCards')}</p> : <Functions {...{ page, use, card: use.card }} />}
        <AllOffers page={page} offers={use.offers} />
        <a class="entry" href="/scenes">
          <strong>{say('scenes.title')}</strong>
          <span class="hint">{say('scenes.lead')}</span>
        </a>
        <Hotline page={page} />
      </div>
    </Layout>
  );
};

type CardProps = UseProps & { readonly card: NonNullable<UseView['card']> };

const Functions = ({ page, use, card }: CardProps) => (
  <>
    <Identity {...{ page, use, card }} />
    {use.purse !== null && <Transit page={page} card={card} purse={use.purse} />}
    {card.generation === 3 && <Park page={page} park={use.park} />}
    <Account {...{ page, use, card }} />
  </>
);

/** Said in words, not by colour alone. */
const Use = ({ page, title, works, line }: { page: Page; title: string; works: boolean; line: string }) => (
  <>
    <h2>
      {title}：<strong>{page.say(works ? 'use.yes' : 'use.no')}</strong>
    </h2>
    <p>{line}</p>
  </>
);

/** Hospitals, pharmacies, the offices: with the social-security function (R-SCENE-03, R-SCENE-08). */
const Identity = ({ page, card }: CardProps) => {
  const { say } = page;
  const { socialSecurity, lostUntil } = card;
  const works = socialSecurity === 'enabled';
  return (
    <section class="card">
      <Use
        {...{ page, works, title: say('use.identity') }}
        line={works ? say('use.identity.line') : say('use.because', { state: say(`state.${socialSecurity}`) })}
      />
      {lostUntil !== null && <p>{say('loss.until', { time: timeText(lostUntil, say) })}</p>}
    </section>
  );
};

type TransitProps = Omit<CardProps, 'use'> & { readonly purse: NonNullable<UseView['purse']> };

const Transit = ({ page, card: { cardId, bankName }, purse }: TransitProps) => {
  const { say } = page;
  return (
    <section class="card">
      <Use
        {...{ page, title: say('transit.title'), works: purse.state === 'ready' }}
        line={say(`transit.state.${purse.state}`)}
      />
      <p>
        {say('transit.balance')}{' '}
        <span class="number">{say('transit.yuan', { amount: yuanText(purse.balanceFen) })}</span>
      </p>
      {purse.state === 'not-ready' && <p>{say('transit.where', { bank: bankName })}</p>}
      <a href={`/cards/${cardId}/transit`}>{say('transit.entry')}</a>
    </section>
  );
};

const Park = ({ page, park }: { page: Page; park: ParkView }) => {
  const { say } = page;
  const { ticket, priceFen, announcement, material } = park;
  const period = ticket && {
    ...{ year: ticket.year, from: dayText(ticket.validFrom, say), until: dayText(ticket.validUntil, say) },
  };
  return (
    <section class="card">
      <Use
        {...{ page, title: say('use.park'), works: ticket?.state === 'valid' }}
        line={
          ticket === undefined || period === undefined ? say('use.park.none') : say(`use.park.${ticket.state}`, period)
        }
      />
      <ul>
        {park.sale !== null && <li>{saleText(page, park.sale)}</li>}
        {priceFen !== null && <li>{say('use.park.price', { amount: yuanText(priceFen) })}</li>}
        <li>
          {announcement === null ? say('use.park.noAnnouncement') : say('use.park.announcement', { announcement })}
        </li>
        {material.map((each) => (
          <li key={each}>{say('use.park.material', { each })}</li>
        ))}
        {park.isFree && park.freeFromAge !== null && <li>{say('use.park.free', { age: park.freeFromAge })}</li>}
      </ul>
    </section>
  );
};

const saleText = ({ say }: Page, { from, until, isAssumed }: NonNullable<ParkView['sale']>): string => {
  const days =
    until === null
      ? say('use.park.saleFrom', { from: dayTextOf(from, say) })
      : say('use.park.sale', { from: dayTextOf(from, say), until: dayTextOf(until, say) });
  return isAssumed ? `${days}${say('use.park.assumed')}` : days;
};

const Account = ({ page, card }: CardProps) => {
  const { say } = page;
  const { financial, bankName } = card;
  const works = financial === 'active';
  const line = works
    ? say('use.account.line', { bank: bankName })
    : say('use.because', { state: financial === null ? say('me.noBank') : say(`money.${financial}`) });
  return (
    <section class="card">
      <Use {...{ page, works, line, title: say('use.account') }} />
    </section>
  );
};
