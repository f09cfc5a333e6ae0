// The demo page: people to be, the business clock, and the simulated banks.
import { plainPage } from '../base/plain-page.tsx';
import type { BankView } from './bank-simulator.ts';
import { Both } from './both.tsx';
import { Bureau, type BureauView } from './demo-bureau.tsx';
import type { DemoPerson } from './demo-city.ts';
import { Heading, PostButton, PostForm } from './demo-forms.tsx';
import { filled, sceneWords, stepWords, words } from './demo-words.ts';

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

export type DemoView = BureauView & {
  /** In the city. */
  readonly now: Temporal.PlainDateTime;
  readonly people: readonly DemoPerson[];
  readonly banks: readonly BankView[];
  readonly stepSeconds: number;
  /** The instant that was asked for is none. */
  readonly badInstant: boolean;
};

const minute = (now: Temporal.PlainDateTime): string => now.toString({ smallestUnit: 'minute' });

const places = [
  { href: '/', of: words.portal },
  { href: '/demo/phone', of: words.phone },
  { href: '/demo/scenes', of: sceneWords.title },
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
    <PostForm action="/demo/clock" csrf={csrf}>
      <div class="row">
        <PostButton name="to" value="one-day" of={words.oneDay} />
        <PostButton name="to" value="2025-10-08" of={words.day20251008} />
        <PostButton name="to" value="2025-10-09" of={words.day20251009} />
        <PostButton name="to" value="2026-01-05" of={words.day20260105} />
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

/** The seconds a step may take; 0 is on the spot. */
export const paces = [0, 3, 10, 60] as const;

const BankControls = ({ banks, stepSeconds, csrf }: DemoView) => (
  <>
    <PostForm action="/demo/banks" csrf={csrf}>
      <label for="bank">
        <Both of={words.whichBank} />
      </label>
      <select id="bank" name="bank">
        <option value="all">{`${words.allBanks.zh} ${words.allBanks.en}`}</option>
        {banks.map(({ bank, name }) => (
          <option key={bank} value={bank}>{`${name.zh} ${name.en}`}</option>
        ))}
      </select>
      <div class="row">
        <PostButton name="act" value="hurry" of={words.hurry} />
        <PostButton name="act" value="pause" of={words.pause} />
        <PostButton name="act" value="resume" of={words.resume} />
        <PostButton name="act" value="refuse-next" of={words.refuseNext} />
      </div>
    </PostForm>
    <PostForm action="/demo/pace" csrf={csrf}>
      <label for="seconds">
        <Both of={words.pace} />
      </label>
      <select id="seconds" name="seconds">
        {paces.map((count) => {
          const text = filled(words.seconds, { count });
          return (
            <option key={count} value={count} selected={count === stepSeconds}>
              {`${text.zh} ${text.en}`}
            </option>
          );
        })}
      </select>
      <PostButton name="set" value="yes" of={words.setPace} />
    </PostForm>
  </>
);

const linesOf = ({ paused, refusesNext, taken, last, works }: BankView) => [
  ...(paused ? [words.paused] : []),
  ...(refusesNext ? [words.refusesNext] : []),
  ...(taken === 0 ? [] : [filled(words.taken, { count: taken })]),
  ...(last ? [filled(words.last, { step: stepWords[last.step], number: last.number })] : []),
  ...works.map(({ number, next }) => filled(words.working, { step: stepWords[next], number })),
];

/** The banks with something to tell one by one; the others in a line. */
const BankStates = ({ banks }: DemoView) => (
  <section aria-labelledby="states">
    <Heading of={words.states} id="states" />
    <ul>
      {busy(banks).map((bank) => (
        <li key={bank.bank} class="card">
          <strong>{bank.name.zh}</strong> <span lang="en">{bank.name.en}</span>
          {linesOf(bank).map((line) => (
            <div key={line.zh}>
              <Both of={line} />
            </div>
          ))}
        </li>
      ))}
    </ul>
    {busy(banks).length < banks.length && (
      <p>
        <Both of={filled(words.idle, { banks: idleNames(banks) })} />
      </p>
    )}
  </section>
);

const busy = (banks: readonly BankView[]): readonly BankView[] => banks.filter((bank) => linesOf(bank).length > 0);

const idleNames = (banks: readonly BankView[]): { readonly zh: string; readonly en: string } => {
  const names = banks.filter((bank) => linesOf(bank).length === 0).map(({ name }) => name);
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
};

/** Somebody has to come and show their ID: the visitor of the demo does it for them. */
const Pickups = ({ banks, csrf }: DemoView) => {
  const waiting = banks.flatMap(({ works }) => works.filter(({ next }) => next === 'handed-over'));
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="pickup">
      <Heading of={words.pickup} id="pickup" />
      <p>
        <Both of={words.pickupLead} />
      </p>
      <PostForm action="/demo/pickup" csrf={csrf}>
        {waiting.map(({ number }) => (
          <PostButton key={number} name="number" value={number} of={filled(words.handOver, { number })} />
        ))}
      </PostForm>
    </section>
  );
};

const Banks = (view: DemoView) => (
  <section aria-labelledby="banks">
    <Heading of={words.banks} id="banks" />
    <p>
      <Both of={view.banks.length === 0 ? words.noBanks : words.banksLead} />
    </p>
    {view.banks.length > 0 && <BankControls {...view} />}
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
        <ClockControls {...view} />
        <Pickups {...view} />
        <People {...view} />
        <Banks {...view} />
        <Bureau {...view} />
        {view.banks.length > 0 && <BankStates {...view} />}
      </>
    ),
  });
