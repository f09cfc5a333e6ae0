// The pages about interfaces, console and demo in a real browser: axe, widths, glyphs, and what their forms do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  axeViolations,
  launchBrowser,
  missingGlyphs,
  overflowsSideways,
  pageWidths,
  takeScreenshots,
} from '../../test/support/browser.ts';
import { openingDay } from '../../test/support/city.ts';
import { type WholeApp, wholeApp } from '../../test/support/whole-app.ts';

const ends: (() => Promise<void>)[] = [];
let browser: Browser;
let whole: WholeApp;
before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  await whole.app.listen({ host: '127.0.0.1', port: whole.wiring.config.port });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  for (const end of ends) await end();
});

/** Pictures are kept where a person asks for them. */
const screens = process.env.SCREENS;

const looksRight = async (page: Page, name: string): Promise<void> => {
  assert.deepEqual(await axeViolations(page), [], name);
  assert.deepEqual(await missingGlyphs(page), [], name);
  for (const width of pageWidths) {
    await page.setViewportSize({ width, height: 800 });
    assert.equal(await overflowsSideways(page), false, `${name} at ${width}`);
  }
  if (screens) await takeScreenshots(page, screens, name);
};

const openAll = async (page: Page): Promise<void> =>
  page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');

for (const elder of [false, true]) {
  const mode = elder ? 'elder mode' : 'standard';
  test(`R-ELDER-01: the page about the interfaces is fit to be read, ${mode}`, async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(new URL('/api', whole.base).href);
    if (elder) await page.getByRole('button', { name: '长辈版' }).click();
    assert.equal(await page.locator('html.elder').count(), elder ? 1 : 0);
    await page.getByRole('heading', { name: '银行工程师的第一天' }).waitFor();
    if (!elder) await openAll(page);
    await looksRight(page, `api-${elder ? 'elder' : 'standard'}`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: /^The first day/ }).waitFor();
    await looksRight(page, `api-en-${elder ? 'elder' : 'standard'}`);
    await context.close();
  });
}

test('the page about the interfaces has every address of the description', async () => {
  const { paths } = (await whole.app.inject('/api/v1/openapi.json')).json();
  const { body } = await whole.app.inject('/api');
  for (const [path, operations] of Object.entries<object>(paths))
    for (const method of Object.keys(operations)) assert.ok(body.includes(`${method.toUpperCase()} ${path}<`), path);
  for (const field of [
    'chipId',
    'accountLastFour',
    'orders.sealed.nonce',
    'orders.sealed › idNumber',
    'idempotency-key',
    'person.pensionBanks.from',
  ])
    assert.ok(body.includes(`<code>${field}</code>`), field);
});

test('the demo page and the phone are fit to be used, on a telephone too', async () => {
  const page = await browser.newPage();
  await page.goto(new URL('/demo', whole.base).href);
  await looksRight(page, 'demo');
  const pictures = await page
    .locator('#pictures ~ .row a')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  assert.equal(pictures.length, 4);
  for (const href of pictures) {
    const { statusCode, headers } = await whole.app.inject(href ?? '');
    assert.deepEqual([statusCode, headers['content-type']], [200, 'image/jpeg'], href ?? '');
  }
  await page.getByRole('link', { name: '演示手机' }).click();
  await page.getByRole('heading', { name: '看谁的手机' }).waitFor();
  await looksRight(page, 'phones');
  await page.getByRole('link', { name: '王秀兰' }).click();
  await page.getByText('还没有短信').waitFor();
  assert.match(await page.locator('body').innerText(), /199\*\*\*\*0001/);
  await page.getByRole('link', { name: '停止自动刷新' }).click();
  await page.getByRole('link', { name: '开始自动刷新' }).waitFor();
  await looksRight(page, 'phone');
  await page.close();
});

test('the business clock goes where its buttons and its field say, and nowhere else', async () => {
  whole.city.setClock(openingDay);
  const page = await browser.newPage();
  await page.goto(new URL('/demo', whole.base).href);
  const now = () => page.locator('.clock').innerText();
  const press = (name: string) => page.getByRole('button', { name }).click();
  assert.equal(await now(), '2025-10-09 09:00');
  await press('拨快 10 分钟');
  assert.equal(await now(), '2025-10-09 09:10');
  await press('拨快 1 天');
  assert.equal(await now(), '2025-10-10 09:10');
  await press('2025-10-08');
  assert.equal(await now(), '2025-10-08 09:00');
  await press('2025-11-09');
  assert.equal(await now(), '2025-11-09 09:00');
  await press('2024-10-30');
  assert.equal(await now(), '2024-10-30 09:00');
  await press('2026-01-05');
  assert.equal(await now(), '2026-01-05 09:00');
  await page.getByLabel('或指定时刻').fill('2025-12-31T23:59');
  await press('拨到这个时刻');
  assert.equal(await now(), '2025-12-31 23:59');
  await page.getByLabel('或指定时刻').fill('');
  await press('拨到这个时刻');
  await page.getByRole('alert').waitFor();
  assert.equal(await now(), '2025-12-31 23:59');
  assert.deepEqual(await axeViolations(page), []);
  await page.close();
});

test('one becomes a person with one choice and one proof', async () => {
  const page = await browser.newPage();
  await page.goto(new URL('/demo', whole.base).href);
  await page.getByRole('link', { name: '吴涛' }).click();
  await page.getByText('19900000008').waitFor();
  await page.close();
});

test('another site cannot move the clock or the banks', async () => {
  whole.city.setClock(openingDay);
  for (const [path, form] of [
    ['/demo/clock', 'to=one-day'],
    ['/demo/banks', 'bank=all&act=pause'],
    ['/demo/pace', 'seconds=0'],
    ['/demo/bureau', 'number=x&reason=id-expired'],
    ['/demo/pickup', 'number=x'],
    ['/demo/habits', 'bank=all&silence=yes'],
    ['/demo/cards', 'number=x&wish=enable'],
  ] as const) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };
    const response = await whole.app.inject({ method: 'POST', url: path, headers, payload: form });
    assert.equal(response.statusCode, 403, path);
  }
  assert.equal(whole.wiring.businessClock().epochMilliseconds, openingDay.epochMilliseconds);
});

test('the phone takes messages from whoever has its token, once each', async () => {
  const message = { to: '19900000003', text: '【一卡通】试验', language: 'zh', messageId: 'm-1' };
  const send = (payload: object, token = 'demo-phone') =>
    whole.app.inject({
      method: 'POST',
      url: '/demo/phone/messages',
      headers: { authorization: `Bearer ${token}` },
      payload,
    });
  assert.equal((await send(message, 'other')).statusCode, 401);
  assert.equal((await send({ ...message, to: '110' })).statusCode, 400);
  assert.equal((await send(message)).statusCode, 204);
  assert.equal((await send(message)).statusCode, 204);
  const { body, headers } = await whole.app.inject('/demo/phone/retiree-no-bank');
  assert.equal(body.match(/【一卡通】试验/g)?.length, 1);
  assert.equal(headers.refresh, '5');
  assert.equal((await whole.app.inject('/demo/phone/retiree-no-bank?refresh=off')).headers.refresh, undefined);
  assert.equal((await whole.app.inject('/demo/phone/nobody')).statusCode, 404);
});
