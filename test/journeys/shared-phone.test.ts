// A child's record carries the phone of a parent: whoever logs in by that phone says which of the two they are.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** Types the phone, and the code that the demo phone shows. */
const proveByPhone = async ({ page }: Citizen, base: URL, { phone, slug }: { phone: string; slug: string }) => {
  await page.getByRole('link', { name: '用手机号和短信验证码登录' }).click();
  await page.getByLabel('手机号码').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByRole('heading', { name: '输入短信验证码' }).waitFor();
  const inbox = await (await fetch(new URL(`/demo/phone/${slug}?refresh=off`, base))).text();
  const [, code = ''] = /登录验证码 (\d{6})/.exec(inbox) ?? [];
  await page.getByLabel('6 位验证码').fill(code);
  await page.getByRole('button', { name: '确定' }).click();
};

const giveName = async ({ page }: Citizen, name: string, idNumber: string) => {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('证件号码').fill(idNumber);
  await page.getByRole('button', { name: '提交核验' }).click();
};

for (const elder of [false, true]) {
  test(`R-CHAN-20, R-CHAN-21: the one who was chosen has to be the one who is proved, ${elder ? 'elder mode' : 'standard'}`, async (t) => {
    const { base } = await demoProgram(t);
    const citizen = await citizenAt({ browser, base, lifetime: t }, { elder });
    await citizen.open('/login?level=1&return=/services');
    await proveByPhone(citizen, base, { phone: '199-0000-0006', slug: 'minor' });
    await citizen.page.waitForURL(/\/login\/who/);
    await citizen.sees('您是哪一位', '刘*', '刘**');
    assert.doesNotMatch(await citizen.page.content(), /刘洋|刘小雨|1101011/, 'nobody is given away');
    await citizen.press('就是我，继续');
    await citizen.sees('请先更正以下问题', '请选择您是哪一位');
    await citizen.choose('刘**');
    await citizen.press('就是我，继续');
    await citizen.sees('办事');

    // A choice opens nothing that is personal: 我的 asks for the name and number of the child.
    await citizen.press('我的');
    await citizen.page.getByRole('heading', { name: '实名认证' }).waitFor();
    await giveName(citizen, '刘洋', '110101198809239133');
    await citizen.page.getByRole('heading', { name: '核验的不是所选的人' }).waitFor();
    await citizen.press('重新选择');
    await citizen.page.getByLabel('刘*', { exact: true }).check();
    await citizen.press('就是我，继续');
    await citizen.page.waitForURL(/\/demo\/login/);
    await giveName(citizen, '刘洋', '110101198809239133');
    await citizen.page.waitForURL('**/me');
    await citizen.sees('我的社保卡', '刘*', '1101**********9133');
  });
}
