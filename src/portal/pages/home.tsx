// The home page: for a guest what the card is and the ways in, for a person what they can do today and what runs.
import { FraudWarning, Notice } from '../components/notice.tsx';
import { Citations, type Explanation } from '../components/refusal-panel.tsx';
import { dayText } from '../dates.ts';
import type { NoticeView } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

/** One service as it stands for this person today. */
export type Offer = {
  readonly title: string;
  /** A line below: until when it is done, from when it is open. */
  readonly line: string | null;
  /** Where it is done on this site; null when it is not. */
  readonly href: string | null;
};

/** A service that is not possible now, with the reason and the way out. */
export type ClosedOffer = { readonly title: string; readonly line: string | null; readonly refusal: Explanation };

/** What is under way: an application, a help request. */
export type Running = {
  readonly href: string;
  readonly title: string;
  readonly line: string;
  readonly late: boolean;
};

export type Today = {
  /** False when the core system knows nothing of this person; then the lists are empty. */
  readonly known: boolean;
  /** Whether somebody could come to help with an application. */
  readonly isHelped: boolean;
  readonly running: readonly Running[];
} & Offers;

/** What is open, open later, and not open and why. */
export type Offers = {
  readonly open: readonly Offer[];
  readonly later: readonly ClosedOffer[];
  readonly closed: readonly ClosedOffer[];
};

type Entry = { readonly href: string; readonly title: string; readonly hint: string };

export const Entries = ({ entries }: { entries: readonly Entry[] }) => (
  <div class="entries two">
    {entries.map((entry) => (
      <a key={entry.href} class="entry" href={entry.href}>
        <strong>{entry.title}</strong>
        <span class="hint">{entry.hint}</span>
      </a>
    ))}
  </div>
);

export const waysIn = ({ say, elder }: Page): readonly Entry[] => {
  const all = [
    { href: '/can-i', title: say('home.canI'), hint: say('home.canIHint') },
    { href: '/progress', title: say('home.progress'), hint: say('home.progressHint') },
    { href: '/for-others', title: say('home.others'), hint: say('home.othersHint') },
    { href: '/outlets', title: say('outlets.title'), hint: say('home.outletsHint') },
    { href: '/help', title: say('help.title'), hint: say('help.searchHint') },
    { href: '/policy', title: say('home.policy'), hint: say('home.policyHint') },
  ];
  // R-ELDER-01, R-ELDER-02: fewer of them, and a way to somebody who helps.
  return elder ? [...all.slice(0, 2), helpEntry(say)] : all;
};

const helpEntry = (say: Page['say']): Entry => ({
  href: '/help-requests/new',
  title: say('ask.entry'),
  hint: say('ask.entryHint'),
});

/** R-LOSS-01: one tap to the button that stops a card, for everybody and in both modes. */
const LossEntry = ({ page: { say } }: { page: Page }) => (
  <a class="entry" href="/loss">
    <strong>{say('loss.entry')}</strong>
    <span class="hint">{say('loss.entryHint')}</span>
  </a>
);

/** Outlets near somebody, one tap away. */
const OutletsNear = ({ page: { say } }: { page: Page }) => (
  <a class="entry" href="/outlets">
    <strong>{say('outlets.title')}</strong>
    <span class="hint">{say('home.outletsHint')}</span>
  </a>
);

export const Hotline = ({ page }: { page: Page }) => (
  <section class="card">
    <h2>
      {page.say('hotline.name')} <a href="tel:96066">96066</a>
    </h2>
    <p>{page.say('hotline.text')}</p>
  </section>
);

/** R-NOTICE-02: the newest one; the others are one tap away. */
export const NewestNotice = ({ page, notice }: { page: Page; notice: NoticeView | undefined }) =>
  notice === undefined ? null : (
    <section class="card">
      <h2>{page.say('notices.newest')}</h2>
      <p>
        <strong>{notice.title}</strong> <span class="hint">{dayText(notice.date, page.say)}</span>
      </p>
      <a href="/notices">{page.say('notices.more')}</a>
    </section>
  );

type GuestHomeProps = { page: Page; loginHref: string; notice?: NoticeView | undefined };

export const GuestHome = ({ page, loginHref, notice }: GuestHomeProps) => (
  <Layout page={page} title={page.say('home.title')} tab="home">
    <div class="columns">
      <div class="stack">
        <section class="hero">
          <h1>{page.say('home.heading')}</h1>
          <p>{page.say(page.elder ? 'home.whatShort' : 'home.what')}</p>
          <div class="actions">
            <a class="button" href={loginHref}>
              {page.say('home.self')}
            </a>
          </div>
        </section>
        <LossEntry page={page} />
        <Entries entries={waysIn(page)} />
        <Notice page={page} kind="info">
          <p>{page.say('home.oldCard')}</p>
        </Notice>
      </div>
      <aside class="stack">
        <NewestNotice page={page} notice={notice} />
        <FraudWarning page={page} />
        <Hotline page={page} />
      </aside>
    </div>
  </Layout>
);

const RunningNow = ({ page, running }: { page: Page; running: Today['running'] }) =>
  running.length === 0 ? null : (
    <section class="stack">
      <h2>{page.say('home.running')}</h2>
      {running.map((each) => (
        <a key={each.href} class="entry" href={each.href}>
          <strong>{each.title}</strong>
          <span class={each.late ? 'late-word' : 'hint'}>{each.line}</span>
        </a>
      ))}
    </section>
  );

/** What is done elsewhere is no link: the line says where. */
const OpenOffer = ({ offer: { title, line, href } }: { offer: Offer }) => {
  const inside = (
    <>
      <strong>{title}</strong>
      {line !== null && <span class="hint">{line}</span>}
    </>
  );
  if (href === null) return <div class="entry">{inside}</div>;
  return (
    <a class="entry" href={href}>
      {inside}
    </a>
  );
};

const OpenOffers = ({ page, offers }: { page: Page; offers: readonly Offer[] }) => (
  <section class="stack">
    <h2>{page.say('home.openNow')}</h2>
    {offers.length === 0 && <p>{page.say('home.nothingOpen')}</p>}
    {offers.map((offer) => (
      <OpenOffer key={offer.title} offer={offer} />
    ))}
  </section>
);

/** The reason is one tap away; the list stays short to read. */
const ClosedOffers = ({ page, title, offers }: { page: Page; title: string; offers: readonly ClosedOffer[] }) =>
  offers.length === 0 ? null : (
    <section class="stack">
      <h2>{title}</h2>
      {offers.map((offer) => (
        <div key={offer.title} class="entry">
          <h3>{offer.title}</h3>
          <p>{offer.line ?? offer.refusal.message}</p>
          <details>
            <summary>{page.say('home.why')}</summary>
            {offer.line !== null && <p>{offer.refusal.message}</p>}
            <ul>
              {offer.refusal.instead.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ul>
            <Citations page={page} sources={offer.refusal.sources} />
          </details>
        </div>
      ))}
    </section>
  );

export const AllOffers = ({ page, offers }: { page: Page; offers: Offers }) => (
  <>
    <OpenOffers page={page} offers={offers.open} />
    <ClosedOffers page={page} title={page.say('home.later')} offers={offers.later} />
    <ClosedOffers page={page} title={page.say('home.notForYou')} offers={offers.closed} />
  </>
);

export const PersonHome = ({ page, today, notice }: { page: Page; today: Today; notice?: NoticeView | undefined }) => (
  <Layout page={page} title={page.say('home.title')} tab="home">
    <div class="columns">
      <div class="stack">
        <h1>{page.say('home.greeting', { name: page.person?.name ?? '' })}</h1>
        {today.known ? (
          <>
            <RunningNow page={page} running={today.running} />
            <AllOffers page={page} offers={today} />
          </>
        ) : (
          <Notice page={page} kind="warning">
            <p>{page.say('home.noRecord')}</p>
          </Notice>
        )}
      </div>
      <aside class="stack">
        {page.elder && today.isHelped && <Entries entries={[helpEntry(page.say)]} />}
        <OutletsNear page={page} />
        <NewestNotice page={page} notice={notice} />
        <FraudWarning page={page} />
        <Hotline page={page} />
      </aside>
    </div>
  </Layout>
);
