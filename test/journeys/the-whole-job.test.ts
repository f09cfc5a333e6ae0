// The main job with nobody of ours in between: retiree, simulated bank and phone meet only over the program's own interfaces.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { appliedBefore } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** Looks at the progress again and again, as people do, until the words are there; the banks work meanwhile. */
const waitFor = async (citizen: Citizen, path: string, words: string): Promise<void> => {
  const until = performance.now() + 40_000;
  while (performance.now() < until) {
    await citizen.page.goto(new URL(path, citizen.page.url()).href);
    if ((await citizen.reads()).includes(words)) return;
    await citizen.open('/demo');
    await citizen.page.locator('button[value=hurry]').first().click();
    await pause(500);
  }
  assert.fail(`“${words}” never came on ${path}:\n${await citizen.reads()}`);
};

test('R-DELIV-06, R-ENABLE-02, R-FRAUD-02: application, bank, mail, message, enabling, without a hand of ours', async (t) => {
  const city = await demoProgram(t, { busy: true });
  const citizen = await citizenAt({ browser, base: city.base, lifetime: t });
  const { number } = await appliedBefore(citizen, { program: city, name: '王秀兰' });
  city.passTime({ minutes: 10 });
  await waitFor(citizen, `/applications/${number}`, '收到卡后，在这里启用');
  await citizen.open(`/applications/${number}`);
  await citizen.sees('开户、制卡', '制卡完成', '银行寄出', '工商银行', '邮件号');
  await citizen.press('启用社会保障功能');
  await citizen.choose('我已拿到新卡');
  await citizen.press(/^启用$/);
  await citizen.sees('新卡已启用', '原来的社保卡已同时失效');
  await waitFor(citizen, '/demo/phone/retiree', number);
  // R-FRAUD-02: no message has a link.
  assert.doesNotMatch(await citizen.reads(), /https?:|www\./);
});
