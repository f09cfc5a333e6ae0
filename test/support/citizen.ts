// A citizen at a phone: what people do on the pages in their own words, with every page they see checked.
import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { overflowsSideways } from './browser.ts';
import { pageFaults } from './page-faults.ts';

/** A phone held upright, the smallest in use. */
const phone = { width: 360, height: 800 };

export type Habits = {
  readonly elder?: boolean;
  readonly scripts?: boolean;
  readonly english?: boolean;
  /** Touches no mouse and no screen: Tab, arrows, Space, Enter and letters. */
  readonly keyboard?: boolean;
};

export type Citizen = {
  readonly page: Page;
  /** Opens an address, checks the page. */
  readonly open: (path: string) => Promise<void>;
  /** Presses a button or follows a link by its words, checks the page it leads to. */
  readonly press: (words: string | RegExp) => Promise<void>;
  readonly fill: (label: string | RegExp, text: string) => Promise<void>;
  /** Ticks a box or picks a card by its label. */
  readonly choose: (label: string | RegExp) => Promise<void>;
  /** Gives a JPEG to a field for files. */
  readonly attach: (label: string | RegExp, buffer: Buffer) => Promise<void>;
  /** Goes through the simulated identity provider as this person, when the pages asked for it. */
  readonly proveIdentity: (name: string) => Promise<void>;
  /** Checks the page as it stands now: something opened on it. */
  readonly check: () => Promise<void>;
  /** All that can be read on the page. */
  readonly reads: () => Promise<string>;
  readonly sees: (...words: readonly string[]) => Promise<void>;
};

/** What is wrong with the page for somebody's eyes, ears or fingers. */
const faultsOf = async (page: Page): Promise<readonly string[]> => [
  ...(await pageFaults(page)),
  ...(await smallTargets(page)),
];

/** axe waits for timers, which do not run without scripts; the same pages are checked by the journeys that have them. */
const faultsWithoutScripts = async (page: Page): Promise<readonly string[]> =>
  (await overflowsSideways(page)) ? ['the page can be scrolled sideways'] : [];

/** Buttons and fields that are smaller than a finger: 44 px, 60 px in the elder mode (R-ELDER-01). */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const least = document.documentElement.className === 'elder' ? 60 : 44;
    const selector =
      'button, .button, .tabs a, .call, select, input:not([type=hidden], [type=radio], [type=checkbox]), .choice';
    return [...document.querySelectorAll(selector)]
      .filter((target) => target.checkVisibility())
      .map((target) => ({ name: target.textContent?.slice(0, 20), height: target.getBoundingClientRect().height }))
      .filter(({ height }) => height < least)
      .map(({ name, height }) => `${name} is only ${height} px high, less than ${least}`);
  });

/** ID numbers, phones and Chinese text, wherever they stand but in a drawn id; the pages of the demo are somebody else's. */
const namesSomebody = ({ pathname, search }: URL): boolean =>
  !pathname.startsWith('/demo') &&
  /\d{17}[\dXx]|1\d{10}|%E[4-9]%[89AB]/i.test((pathname + search).replaceAll(drawnId, ''));

const drawnId = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Opens a fresh browser profile; it closes with `lifetime`. */
export const citizenAt = async (
  { browser, base, lifetime }: { browser: Browser; base: URL; lifetime: { after(end: () => Promise<void>): void } },
  { elder = false, scripts = true, english = false, keyboard = false }: Habits = {},
): Promise<Citizen> => {
  const context = await browser.newContext({
    viewport: phone,
    javaScriptEnabled: scripts,
    locale: english ? 'en-GB' : 'zh-CN',
  });
  lifetime.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const talking: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    // What somebody looks up among the questions is no datum of theirs.
    if (url.pathname !== '/help' && namesSomebody(url)) talking.push(request.url());
  });
  const check = async (): Promise<void> => {
    assert.deepEqual(talking, [], 'an address names somebody: it lies in histories, proxies and logs');
    // The pages of the simulators are somebody else's.
    if (new URL(page.url()).pathname.startsWith('/demo')) return;
    const faults = scripts ? await faultsOf(page) : await faultsWithoutScripts(page);
    assert.deepEqual(faults, [], `${page.url()} ${await page.title()}`);
  };
  const citizen = actionsOf(page, { base, check, hands: (keyboard ? keys : fingers)(page) });
  await citizen.open('/');
  if (elder) await citizen.press(english ? 'Large text' : '长辈版');
  return citizen;
};

/** How somebody reaches what is on the page. */
type Hands = {
  /** Leads to another page. */
  readonly press: (target: Locator) => Promise<void>;
  /** Opens the browser's own window for files. */
  readonly open: (target: Locator) => Promise<void>;
  readonly fill: (target: Locator, text: string) => Promise<void>;
  readonly choose: (target: Locator) => Promise<void>;
};

const fingers = (): Hands => ({
  press: (target) => target.click(),
  open: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  choose: (target) => target.check(),
});

/** Further from the top of a page than this nobody tabs. */
const mostTabs = 120;

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

const keys = (page: Page): Hands => {
  const tabTo = async (target: Locator): Promise<void> => {
    // Found once: to look it up by its name after every key took most of a journey.
    const element = await target.elementHandle();
    for (let pressed = 0; !(await element?.evaluate((each) => each === document.activeElement)); pressed += 1) {
      assert.ok(pressed < mostTabs, `no key leads to ${await target.innerText()}`);
      await page.keyboard.press('Tab');
    }
    // Whoever cannot use a mouse must see where they are (WCAG 2.4.7).
    const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
    assert.notEqual(outline, 'none', `the focus is not to be seen on ${page.url()}`);
  };
  return {
    press: async (target) => {
      await tabTo(target);
      const nextPage = page.waitForEvent('domcontentloaded');
      await page.keyboard.press('Enter');
      await nextPage;
    },
    open: async (target) => {
      await tabTo(target);
      await page.keyboard.press('Enter');
    },
    fill: async (target, text) => {
      await tabTo(target);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(text);
    },
    choose: async (target) => {
      if (await target.isChecked()) return;
      const group = await target.evaluate((input) =>
        input.getAttribute('type') === 'radio' ? input.getAttribute('name') : null,
      );
      // Tab reaches a group of radio buttons once; arrows go on from there.
      await tabTo(group === null ? target : page.locator(`input[type=radio][name="${group}"]`).first());
      if (await hasFocus(target)) return page.keyboard.press('Space');
      for (let pressed = 0; !(await target.isChecked()); pressed += 1) {
        assert.ok(pressed < mostTabs, 'no arrow leads to it');
        await page.keyboard.press('ArrowDown');
      }
    },
  };
};

type Means = { readonly base: URL; readonly check: () => Promise<void>; readonly hands: Hands };

const actionsOf = (page: Page, { base, check, hands }: Means): Citizen => ({
  page,
  check,
  open: async (path) => {
    await page.goto(new URL(path, base).href);
    await check();
  },
  press: async (words) => {
    await hands.press(
      page
        .getByRole('button', { name: words })
        .or(page.getByRole('link', { name: words }))
        .first(),
    );
    await page.waitForLoadState();
    await check();
  },
  fill: (label, text) => hands.fill(page.getByLabel(label), text),
  choose: (label) => hands.choose(page.getByLabel(label)),
  attach: async (label, buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await hands.open(page.getByLabel(label));
    await (await chooser).setFiles({ name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer });
  },
  proveIdentity: async (name) => {
    await page.waitForURL(/\/demo\/login/);
    // Others may name them as their parent.
    const person = page.getByRole('link', { name: new RegExp(`^${name}`) });
    if (await person.count()) await person.click();
    await page.locator('button[name=proof]').first().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/demo/login'));
    await check();
  },
  reads: () => page.locator('main').innerText(),
  sees: async (...words) => {
    const text = await page.locator('main').innerText();
    for (const word of words) assert.ok(text.includes(word), `“${word}” is not on ${page.url()}:\n${text}`);
  },
});
