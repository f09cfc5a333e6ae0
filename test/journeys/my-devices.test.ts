// Somebody sees where they are logged in, does not know one of the devices, and ends it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true]) {
  test(`another device is seen and logged out, ${elder ? 'elder mode' : 'standard'}`, async (t) => {
    const { base } = await demoProgram(t);
    const [mine, forgotten] = [
      await citizenAt({ browser, base, lifetime: t }, { elder }),
      await citizenAt({ browser, base, lifetime: t }),
    ];
    for (const citizen of [forgotten, mine]) {
      await citizen.open('/me');
      await citizen.proveIdentity('王秀兰');
    }
    await mine.press('登录设备');
    await mine.sees('Linux 电脑 · Chrome 浏览器', '本机', '127.0.0.*', '实名', `${elder ? 60 : 30} 分钟没有操作`);
    await mine.press('退出这台设备');
    assert.equal(await mine.page.getByRole('button', { name: '退出这台设备' }).count(), 0);
    await forgotten.page.goto(new URL('/me', base).href);
    assert.match(forgotten.page.url(), /\/demo\/login/);
  });
}
