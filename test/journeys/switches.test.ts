// The two switches: on every page, kept by the device for guests and by the account for people.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

const textSize = (citizen: Citizen): Promise<string> =>
  citizen.page
    .locator('main p')
    .first()
    .evaluate((text) => getComputedStyle(text).fontSize);

test('R-ELDER-01: the elder mode is one and a half times as large, stays on, and goes off again', async (t) => {
  const { base } = await demoProgram(t);
  const citizen = await citizenAt({ browser, base, lifetime: t });
  assert.equal(await textSize(citizen), '16px');
  await citizen.press('长辈版');
  assert.equal(await textSize(citizen), '24px');
  await citizen.press('办事');
  assert.equal(await textSize(citizen), '24px');
  await citizen.press('标准版');
  assert.equal(new URL(citizen.page.url()).pathname, '/services', 'it stays on the page');
  assert.equal(await textSize(citizen), '16px');
});

test('what somebody likes is kept with the account: another device has it after the login', async (t) => {
  const { base } = await demoProgram(t);
  const first = await citizenAt({ browser, base, lifetime: t }, { elder: true });
  await first.press('我的');
  await first.proveIdentity('王秀兰');
  await first.sees('我的社保卡');
  const second = await citizenAt({ browser, base, lifetime: t });
  assert.equal(await second.page.locator('html.elder').count(), 0);
  await second.press('我的');
  await second.proveIdentity('王秀兰');
  assert.equal(await second.page.locator('html.elder').count(), 1);
  // Somebody else at the same device has their own.
  await second.press('退出登录');
  await second.press('我的');
  await second.proveIdentity('李建平');
  await second.press('标准版');
  assert.equal(await second.page.locator('html.elder').count(), 0);
  await first.open('/me');
  assert.equal(await first.page.locator('html.elder').count(), 1, 'the first one keeps theirs');
});

test('the same pages in English, for who asks for it or presses the switch', async (t) => {
  const { base } = await demoProgram(t);
  const citizen = await citizenAt({ browser, base, lifetime: t }, { english: true });
  await citizen.sees('For myself', 'Beware of fraud');
  assert.equal(await citizen.page.locator('html').getAttribute('lang'), 'en');
  await citizen.press('For myself');
  await citizen.proveIdentity('王秀兰');
  await citizen.sees('You can do this today');
  await citizen.press('Services');
  await citizen.press('My card');
  await citizen.press('中文');
  await citizen.sees('我的社保卡');
});
