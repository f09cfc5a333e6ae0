// The pages of the simulated login provider and the notices of the login, in a real browser without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeViolations, launchBrowser, missingGlyphs, overflowsSideways } from '../../test/support/browser.ts';
import { li, loginCity } from '../../test/support/login-city.ts';

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** WCAG 2.5.5: fingers need 44 px. */
const smallestTarget = 44;

const looksRight = async (page: Page): Promise<void> => {
  const where = await page.title();
  assert.deepEqual(await axeViolations(page), [], where);
  assert.equal(await overflowsSideways(page), false, where);
  assert.deepEqual(await missingGlyphs(page), [], where);
  for (const target of await page.locator('a, button').all()) {
    const box = await target.boundingBox();
    assert.ok(box && box.height >= smallestTarget, `${where}: ${await target.textContent()} is ${box?.height} px high`);
  }
};

test('a person logs in on a phone with the pages as they are, and every page is fit to be used', async (t) => {
  const { base } = await loginCity(t);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true });
  const page = await context.newPage();
  await page.goto(new URL('/level-3', base).href);
  await looksRight(page);
  await page.getByRole('link', { name: li.name }).click();
  await looksRight(page);
  assert.equal(await page.getByText(li.idNumber).isVisible(), true);
  await page.getByRole('button', { name: '手机短信验证码' }).click();
  await page.getByRole('heading', { name: '还需要进一步核验身份' }).waitFor();
  await looksRight(page);
  await page.getByRole('link', { name: '继续核验' }).click();
  await page.getByRole('button', { name: '窗口验证码' }).click();
  await page.waitForURL('**/level-3');
  assert.match((await page.textContent('body')) ?? '', new RegExp(`"level":3,"name":"${li.name}"`));
  await page.goto(new URL('/demo/login/interaction/none', base).href);
  await looksRight(page);
  await context.close();
});

test('the login works with JavaScript switched off', async (t) => {
  const { base } = await loginCity(t);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(new URL('/level-2', base).href);
  await page.getByRole('link', { name: li.name }).click();
  await page.getByRole('button', { name: '姓名和身份证号' }).click();
  await page.waitForURL('**/level-2');
  await context.close();
});
