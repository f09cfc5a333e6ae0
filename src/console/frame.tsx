// The frame around every page of the console: search, who works, sections, and the footer that says that looks are traced.
import type { ComponentChildren } from 'preact';
import { may, type StaffAction } from '../staff/permissions.ts';
import type { ConsolePage } from './page.ts';

export type Section =
  | 'home'
  | 'statistics'
  | 'session'
  | 'counter'
  | 'card-stock'
  | 'instant'
  | 'visits'
  | 'doubts'
  | 'corrections'
  | 'tickets'
  | 'supervision'
  | 'audit'
  | 'imports'
  | 'policy'
  | 'lots'
  | 'reconciliation'
  | 'callbacks'
  | 'bankRequests'
  | 'exports'
  | 'help';

type FrameProps = {
  readonly page: ConsolePage;
  /** What the page is called; with the name of the site the title of the window. */
  readonly title: string;
  readonly section: Section | null;
  readonly children: ComponentChildren;
};

const sections: readonly { readonly section: Section; readonly href: string; readonly action: StaffAction }[] = [
  { section: 'home', href: '/console', action: 'see-console' },
  { section: 'statistics', href: '/console/statistics', action: 'see-statistics' },
  { section: 'session', href: '/console/session', action: 'serve-at-counter' },
  { section: 'counter', href: '/console/counter', action: 'apply-at-counter' },
  { section: 'instant', href: '/console/instant', action: 'issue-instantly' },
  { section: 'card-stock', href: '/console/card-stock', action: 'see-card-stock' },
  { section: 'visits', href: '/console/help-requests', action: 'see-help-requests' },
  { section: 'doubts', href: '/console/doubts', action: 'see-doubts' },
  { section: 'corrections', href: '/console/corrections', action: 'see-corrections' },
  { section: 'tickets', href: '/console/tickets', action: 'see-tickets' },
  { section: 'supervision', href: '/console/supervision', action: 'see-supervision' },
  { section: 'audit', href: '/console/audit', action: 'search-audit' },
  { section: 'imports', href: '/console/imports', action: 'import-people' },
  { section: 'lots', href: '/console/lots', action: 'see-lots' },
  { section: 'reconciliation', href: '/console/reconciliation', action: 'see-reconciliation' },
  { section: 'policy', href: '/console/policy', action: 'see-policy' },
  { section: 'bankRequests', href: '/console/bank-requests', action: 'see-bank-requests' },
  { section: 'callbacks', href: '/console/callbacks', action: 'see-callbacks' },
  { section: 'exports', href: '/console/exports', action: 'see-exports' },
  { section: 'help', href: '/console/help', action: 'see-console' },
];

/** The hidden value that proves a form was ours. */
export const Csrf = ({ page }: { page: ConsolePage }) => <input type="hidden" name="_csrf" value={page.csrf} />;

const Search = ({ page }: { page: ConsolePage }) => (
  <search>
    <form method="post" action="/console/search">
      <Csrf page={page} />
      <label for="search">{page.say('search.label')}</label>
      <input
        id="search"
        name="q"
        type="search"
        placeholder={page.say('search.hint')}
        title={page.say('search.hint')}
        autocomplete="off"
        spellcheck={false}
        maxLength={60}
        data-key="/"
      />
      <button type="submit">{page.say('search.act')}</button>
    </form>
  </search>
);

const Who = ({ page }: { page: ConsolePage }) => {
  const { staff, say, place } = page;
  if (staff === null) return null;
  return (
    <div class="who">
      <p>
        <strong>{staff.name}</strong>
        <span>{[say(`role.${staff.role}`), place].filter(Boolean).join(' · ')}</span>
      </p>
      <form method="post" action="/console/logout">
        <Csrf page={page} />
        <button class="quiet" type="submit">
          {say('who.logout')}
        </button>
      </form>
    </div>
  );
};

/** What a switch changes is a cookie of the device, so it needs no session. */
const LanguageSwitch = ({ page }: { page: ConsolePage }) => (
  <form method="post" action="/preferences">
    <input type="hidden" name="back" value={page.path} />
    <button
      class="quiet"
      type="submit"
      name="language"
      value={page.language === 'zh' ? 'en' : 'zh'}
      lang={page.language === 'zh' ? 'en' : 'zh-CN'}
    >
      {page.say('site.language')}
    </button>
  </form>
);

const Nav = ({ page, section }: { page: ConsolePage; section: Section | null }) => {
  const { staff } = page;
  if (staff === null) return null;
  return (
    <nav aria-label={page.say('site.sections')}>
      {sections
        .filter(({ action }) => may(staff, action))
        .map((each) => (
          <a key={each.section} href={each.href} aria-current={each.section === section ? 'page' : undefined}>
            {page.say(`nav.${each.section}`)}
          </a>
        ))}
    </nav>
  );
};

/** Asked two minutes before; of a short limit its last half is too long already. */
const warningSeconds = 120;

/** The warning before a session ends (WCAG 2.2.1): opened and counted down by the script; closed in the page as it is sent. */
const TimeOut = ({ page }: { page: ConsolePage }) => {
  const { say, secondsLeft, staff } = page;
  if (staff === null || secondsLeft === null) return null;
  return (
    <dialog aria-labelledby="time-out" data-left={secondsLeft} data-warn={warningSeconds}>
      <h2 id="time-out">{say('timeOut.title')}</h2>
      <p role="status" data-text={say('timeOut.text', { left: '{left}' })} />
      <form method="post" action="/console/stay">
        <Csrf page={page} />
        <button type="submit">{say('timeOut.stay')}</button>
      </form>
    </dialog>
  );
};

/** The children stand inside `<main>` and begin with the page's one `<h1>`. */
export const Frame = ({ page, title, section, children }: FrameProps) => {
  const { say, staff, assets } = page;
  return (
    <html lang={page.language === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{say('site.title', { page: title })}</title>
        <link rel="icon" href={assets.url('icon.svg')} />
        <link rel="stylesheet" href={assets.url('console.css')} />
        <script defer src={assets.url('console.js')} />
      </head>
      <body>
        <a class="skip" href="#main">
          {say('site.skip')}
        </a>
        <header>
          {page.demo && (
            <p class="demo">
              {say('site.demo')} <a href="/demo">{say('site.demoLink')}</a>
            </p>
          )}
          <div class="bar">
            <a class="mark" href="/console">
              <img src={assets.url('icon.svg')} alt="" width="28" height="28" />
              {say('site.name')}
            </a>
            {staff !== null && may(staff, 'find-by-number') && <Search page={page} />}
            <LanguageSwitch page={page} />
            <Who page={page} />
          </div>
          <Nav page={page} section={section} />
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          <p>{say('site.footer')}</p>
        </footer>
        <TimeOut page={page} />
        {/* At the end, so that no reader with a Chinese font of their own waits for it. */}
        <link rel="stylesheet" href={assets.url('fonts.css')} />
      </body>
    </html>
  );
};
