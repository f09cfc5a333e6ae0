// The demo page: people to be, the business clock, and the simulated banks.
import { plainPage } from '../base/plain-page.tsx';
import { Both } from './both.tsx';
import { BankStates, Banks, type BanksView, Counters, Pickups } from './demo-banks.tsx';
import { Bureau, type BureauView } from './demo-bureau.tsx';
import { Cases, Pictures } from './demo-cases.tsx';
import type { DemoPerson } from './demo-city.ts';
import { Heading, PostButton, PostForm } from './demo-forms.tsx';
import { clockDays, machineWords, sceneWords, words } from './demo-words.ts';

export const demoStylePath = '/demo/style.css';

/** Beside the style of every plain page. */
export const demoStyle = `
main { max-width: 46rem; }
.banner small { color: #fff; }
form { margin: 1rem 0; }
label { display: block; font-weight: 700; }
input, select { display: block; box-sizing: border-box; width: 100%; max-width: 24rem; min-height: 48px; margin: .25rem 0 .625rem; padding: .5rem .75rem;
  font: inherit; color: inherit; background: #fff; border: 1px solid #5b6470; border-radius: .5rem; }
input:focus-visible, select:focus-visible, a:focus-visible { outline: 3px solid #0b4f94; outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .625rem; }
.row .button { width: auto; flex: 1 1 14rem; }
.card { padding: .75rem 1rem; background: #fff; border: 1px solid #c9d1da; border-radius: .5rem; }
.clock { font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.problem { padding: .75rem 1rem; border-left: 5px solid #a4161a; background: #fdeeee; }
.message { white-space: pre-wrap; overflow-wrap: anywhere; }
.message + .message { margin-top: .625rem; }
time { color: #414a55; }
`;

export type DemoView = BureauView &
  BanksView & {
    /** In the city. */
    readonly now: Temporal.PlainDateTime;
    readonly people: readonly DemoPerson[];
    /** The instant that was asked for is none. */
    readonly badInstant: boolean;
  };

const minute = (now: Temporal.PlainDateTime): string => now.toString({ smallestUnit: 'minute' });

const places = [
  { href: '#people', of: words.people },
  { href: '/', of: words.portal },
  { href: '/demo/phone', of: words.phone },
  { href: '/demo/scenes', of: sceneWords.title },
  { href: '/demo/devices', of: machineWords.title },
  { href: '/api', of: words.api },
  { href: '/console', of: words.console },
];

const Links = () => (
  <section aria-labelledby="links">
    <Heading of={words.links} id="links" />
    <div class="row">
      {places.map(({ href, of }) => (
        <a key={href} class="button" href={href}>
          <Both of={of} />
        </a>
      ))}
    </div>
  </section>
);

const ClockControls = ({ now, csrf, badInstant }: DemoView) => (
  <section aria-labelledby="clock">
    <Heading of={words.clock} id="clock" />
    <p>
      <Both of={words.now} />
    </p>
    <p class="clock">{minute(now).replace('T', ' ')}</p>
    <p>
      <Both of={words.whyTen} />
    </p>
    <PostForm action="/demo/clock" csrf={csrf}>
      <PostButton name="to" value="ten-minutes" of={words.tenMinutes} primary />
    </PostForm>
    <p>
      <a class="button" href="/me">
        <Both of={words.seeProgress} />
      </a>
    </p>
    <PostForm action="/demo/clock" csrf={csrf}>
      <div class="row">
        <PostButton name="to" value="one-day" of={words.oneDay} />
        {clockDays.map(({ day, ...of }) => (
          <PostButton key={day} name="to" value={day} of={of} />
        ))}
      </div>
    </PostForm>
    <PostForm action="/demo/clock" csrf={csrf}>
      {badInstant && (
        <p class="problem" role="alert" id="at-problem">
          <Both of={words.badInstant} />
        </p>
      )}
      <label for="at">
        <Both of={words.at} />
      </label>
      <input
        id="at"
        name="at"
        type="datetime-local"
        value={minute(now)}
        min="2024-01-01T00:00"
        max="2035-12-31T23:59"
        aria-describedby={badInstant ? 'at-problem' : undefined}
        aria-invalid={badInstant ? 'true' : undefined}
      />
      <PostButton name="to" value="instant" of={words.setAt} />
    </PostForm>
  </section>
);

const loginHref = (slug: string): string => `/login?${new URLSearchParams({ level: '3', return: '/', hint: slug })}`;

const People = ({ people }: DemoView) => (
  <section aria-labelledby="people">
    <Heading of={words.people} id="people" />
    <p>
      <Both of={words.peopleLead} />
    </p>
    <ul>
      {people.map(({ slug, name, note }) => (
        <li key={slug}>
          <a class="button" href={loginHref(slug)}>
            <strong>{name}</strong>
            <small>{note.zh}</small>
            <small lang="en">{note.en}</small>
          </a>
        </li>
      ))}
    </ul>
  </section>
);

export const demoPage = (view: DemoView): string =>
  plainPage({
    title: words.title.zh,
    stylesheet: demoStylePath,
    banner: <Both of={words.banner} />,
    children: (
      <>
        <p lang="en">{words.title.en}</p>
        <p>
          <Both of={words.lead} />
        </p>
        <Links />
        <Pictures />
        <ClockControls {...view} />
        <Pickups {...view} />
        <Counters {...view} />
        <People {...view} />
        <Cases />
        <Banks {...view} />
        <Bureau {...view} />
        {view.banks.length > 0 && <BankStates {...view} />}
      </>
    ),
  });
