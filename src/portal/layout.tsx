// The frame around every citizens' page: header, tabs, the two switches, footer; and the text of a whole page.
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { Csrf } from './components/form.tsx';
import { TimeOut } from './components/time-out.tsx';
import type { Page, Tab } from './page.ts';

type LayoutProps = {
  readonly page: Page;
  /** What the page is called; with the name of the site it becomes the title of the window, so it must be unique. */
  readonly title: string;
  /** The tab the page belongs to; null where it belongs to none. */
  readonly tab: Tab | null;
  /** True when the page comes back with mistakes: the title says so first. */
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
};

const tabs = [
  { tab: 'home', href: '/', word: 'tabs.home' },
  { tab: 'services', href: '/services', word: 'tabs.services' },
  { tab: 'me', href: '/me', word: 'tabs.me' },
] as const;

const Head = ({ page, title, hasErrors }: LayoutProps) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>{page.say(hasErrors ? 'site.titleWithErrors' : 'site.title', { page: title })}</title>
    <link rel="icon" href={page.assets.url('icon.svg')} />
    <link rel="stylesheet" href={page.assets.url('portal.css')} />
    <script defer src={page.assets.url('portal.js')} />
  </head>
);

/** One form, two buttons, on every page; it comes back to the page it was pressed on. */
const Switches = ({ page }: { page: Page }) => (
  <form class="switches" method="post" action="/preferences" aria-label={page.say('switch.label')}>
    <Csrf page={page} />
    <input type="hidden" name="back" value={page.path} />
    <button
      type="submit"
      name="language"
      value={page.language === 'zh' ? 'en' : 'zh'}
      lang={page.language === 'zh' ? 'en' : 'zh-CN'}
    >
      {page.say('switch.language')}
    </button>
    <button type="submit" name="elder" value={page.elder ? 'off' : 'on'}>
      {page.say(page.elder ? 'switch.elderOff' : 'switch.elderOn')}
    </button>
  </form>
);

const Header = ({ page, tab }: { page: Page; tab: Tab | null }) => (
  <header class="top">
    {page.demo && (
      <p class="demo">
        {page.say('site.demo')} <a href="/demo">{page.say('site.demoLink')}</a>
      </p>
    )}
    <div class="top-in">
      <a class="mark" href="/">
        <img src={page.assets.url('icon.svg')} alt="" width="32" height="32" />
        {page.say('site.name')}
      </a>
      <Switches page={page} />
      <div class="bar">
        <nav class="tabs" aria-label={page.say('tabs.label')}>
          {tabs.map((each) => (
            <a key={each.tab} href={each.href} aria-current={each.tab === tab ? 'page' : undefined}>
              {page.say(each.word)}
            </a>
          ))}
        </nav>
        {page.elder && (
          <a class="call" href="tel:96066">
            <span class="call-short">96066</span>
            <span class="call-long">{page.say('hotline.call')}</span>
          </a>
        )}
      </div>
    </div>
  </header>
);

/** Shown by the script where the browser can speak. */
const ReadAloud = ({ page: { say } }: { page: Page }) => (
  <button
    class="button second read"
    type="button"
    hidden
    data-read={say('act.readAloud')}
    data-stop={say('act.stopReading')}
  >
    {say('act.readAloud')}
  </button>
);

/**
 * The frame. `<Layout page={page} title={page.say('home.title')} tab="home">…</Layout>`: the children stand inside
 * `<main>` and begin with the page's one `<h1>`. Wrap forms and reading text in `<div class="narrow">`.
 */
export const Layout = (props: LayoutProps) => {
  const { page, tab, children } = props;
  return (
    <html lang={page.language === 'zh' ? 'zh-CN' : 'en'} class={page.elder ? 'elder' : undefined}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {page.say('site.skip')}
        </a>
        <Header page={page} tab={tab} />
        <main id="main" tabIndex={-1}>
          {page.elder && <ReadAloud page={page} />}
          {children}
        </main>
        <footer class="foot">
          <p>
            {page.say('site.footer')} · {page.say('hotline.name')} <a href="tel:96066">96066</a>
          </p>
        </footer>
        <TimeOut page={page} />
        {/* At the end, so that no reader with a Chinese font of their own waits for it. */}
        <link rel="stylesheet" href={page.assets.url('fonts.css')} />
      </body>
    </html>
  );
};

/** The whole page as text, ready to be sent as `text/html; charset=utf-8`. */
export const pageText = (content: VNode): string => `<!doctype html>${render(content)}`;
