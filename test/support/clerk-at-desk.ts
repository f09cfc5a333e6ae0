// Somebody of staff at a desk: a wide screen and a keyboard, no mouse; every page of the console is checked on the way.
import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { pageFaults } from './page-faults.ts';
import { accountOf } from './staff.ts';

/** The screen of an office, first; and a tablet at a counter. */
export const deskWidth = 1280;
const mostTabs = 80;

export type ClerkAtDesk = {
  readonly page: Page;
  /** Goes forward with the tabulator until this has the focus. */
  readonly tabTo: (target: Locator) => Promise<void>;
  /** Presses keys one after the other; `Enter` and the like by their names. */
  readonly keys: (...keys: readonly string[]) => Promise<void>;
  readonly types: (text: string) => Promise<void>;
  readonly sees: (...words: readonly string[]) => Promise<void>;
  /** Through the simulated provider, with the code of the demo phone. */
  readonly logIn: (slug: string) => Promise<void>;
};

export type Desk = {
  readonly browser: Browser;
  readonly base: URL;
  readonly lifetime: { after(end: () => Promise<void>): void };
};

export const clerkAtDesk = async ({ browser, base, lifetime }: Desk, width = deskWidth): Promise<ClerkAtDesk> => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' });
  lifetime.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const tabTo = async (target: Locator): Promise<void> => {
    // Found once: to look it up by its name after every key took most of a journey.
    const element = await target.elementHandle();
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (await element?.evaluate((each) => each === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`the tabulator does not reach ${target} on ${page.url()}`);
  };
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const sees = async (...words: readonly string[]): Promise<void> => {
    await page
      .getByText(words[0] ?? '')
      .first()
      .waitFor();
    await check(page);
    const text = await page.locator('main').innerText();
    for (const word of words) assert.ok(text.includes(word), `“${word}” is not on ${page.url()}:\n${text}`);
  };
  const logIn = async (slug: string): Promise<void> => {
    const account = accountOf(slug);
    await page.goto(new URL('/console', base).href);
    await tabTo(page.getByRole('link', { name: '登录', exact: true }));
    await keys('Enter');
    await tabTo(page.getByRole('button', { name: account.name }));
    await keys('Enter');
    await tabTo(page.getByLabel('6 位验证码'));
    await page.keyboard.type(await codeFor(base, slug));
    await keys('Enter');
    await page.getByText(account.name).first().waitFor();
  };
  return { page, tabTo, keys, sees, logIn, types: (text) => page.keyboard.type(text) };
};

const codeFor = async (base: URL, slug: string): Promise<string> => {
  const inbox = await (await fetch(new URL(`/demo/phone/${slug}?refresh=off`, base))).text();
  const [, code = ''] = /登录验证码 (\d{6})/.exec(inbox) ?? [];
  assert.notEqual(code, '', inbox);
  return code;
};

const check = async (page: Page): Promise<void> =>
  assert.deepEqual(await pageFaults(page), [], `${page.url()} ${await page.title()}`);
