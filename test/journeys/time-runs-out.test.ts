// Somebody reads and types slowly: they are asked before the login ends, and nothing typed is lost when it has.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt } from '../support/citizen.ts';
import { type DemoProgram, demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

const address = '海淀区示范路1号院2号楼303';

/** On the page of phone and address, with the address typed and not sent. */
const typesAddress = async (citizen: Citizen): Promise<void> => {
  await citizen.open('/apply');
  await citizen.proveIdentity('王秀兰');
  await citizen.press('开始申领');
  await citizen.press('信息无误，继续');
  await citizen.fill(/常住地址/, address);
};

/** Time passes for the person in front of the screen and for the server alike. */
const wait = async ({ page }: Citizen, program: DemoProgram, minutes: number): Promise<void> => {
  program.waitLoggedIn({ minutes });
  await page.clock.fastForward(minutes * 60_000);
};

const isAddressThere = async (citizen: Citizen): Promise<void> => {
  await citizen.open('/apply/contact');
  assert.equal(await citizen.page.getByLabel(/常住地址/).inputValue(), address);
};

for (const elder of [false, true]) {
  const [untilAsked, untilOver] = elder ? [56, 61] : [26, 31];
  const mode = elder ? 'elder mode' : 'standard';

  test(`WCAG 2.2.1: who is still there says so and goes on, ${mode}`, async (t) => {
    const program = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: program.base, lifetime: t }, { elder });
    const { page } = citizen;
    await page.clock.install();
    await typesAddress(citizen);
    const dialog = page.getByRole('dialog', { name: '您还在吗？' });
    assert.equal(await dialog.isVisible(), false);
    await wait(citizen, program, untilAsked);
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /4 分钟后将自动退出登录/);
    await citizen.check();
    const button = dialog.getByRole('button', { name: '我还在，继续办理' });
    assert.ok(await button.evaluate((each) => each === document.activeElement), 'the button has the focus');
    await button.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    const typing = page.getByLabel(/常住地址/);
    assert.equal(await typing.inputValue(), address);
    assert.ok(await typing.evaluate((each) => each === document.activeElement), 'typing goes on where it was');
    await wait(citizen, program, untilAsked);
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await wait(citizen, program, untilAsked - 10);
    await citizen.press('保存并继续');
    await citizen.sees('职业');
    await isAddressThere(citizen);
  });

  test(`what was typed goes along into the next login of the same person, ${mode}`, async (t) => {
    const program = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: program.base, lifetime: t }, { elder });
    await citizen.page.clock.install();
    await typesAddress(citizen);
    await wait(citizen, program, untilOver);
    await citizen.page.getByRole('dialog', { name: '已自动退出登录' }).waitFor();
    await citizen.check();
    await citizen.page.getByRole('button', { name: '重新登录，接着办' }).click();
    await citizen.proveIdentity('王秀兰');
    await citizen.sees('您填写的内容还在');
    await citizen.press('按刚才填写的内容提交');
    await citizen.sees('职业');
    await isAddressThere(citizen);
  });
}

test('the same without scripts', async (t) => {
  const program = await demoProgram(t);
  const citizen = await citizenAt({ browser, base: program.base, lifetime: t }, { scripts: false });
  await typesAddress(citizen);
  program.waitLoggedIn({ minutes: 31 });
  await citizen.page.getByRole('button', { name: '保存并继续' }).click();
  await citizen.proveIdentity('王秀兰');
  await citizen.press('按刚才填写的内容提交');
  await citizen.sees('职业');
  await isAddressThere(citizen);
});

test('somebody else at the same screen sees nothing of it', async (t) => {
  const program = await demoProgram(t);
  const citizen = await citizenAt({ browser, base: program.base, lifetime: t });
  const { page } = citizen;
  await page.clock.install();
  await typesAddress(citizen);
  await wait(citizen, program, 31);
  await page.getByRole('button', { name: '重新登录，接着办' }).click();
  await citizen.proveIdentity('李建平');
  for (const path of ['/', '/resume', '/me', '/apply']) {
    await page.goto(new URL(path, program.base).href);
    if (page.url().includes('/demo/login')) await citizen.proveIdentity('李建平');
    assert.equal((await page.content()).includes(address), false, path);
  }
});

test('a page whose login lives on in another tab asks nothing and sends nothing by itself', async (t) => {
  const program = await demoProgram(t);
  const citizen = await citizenAt({ browser, base: program.base, lifetime: t });
  const { page } = citizen;
  await page.clock.install();
  await typesAddress(citizen);
  await wait(citizen, program, 20);
  const other = await page.context().newPage();
  await other.goto(new URL('/help', program.base).href);
  await other.close();
  await wait(citizen, program, 20);
  assert.equal(await page.getByRole('dialog').isVisible(), false);
  // Even a device whose clock ran ahead sends nothing as long as the login lives.
  await page.clock.fastForward(31 * 60_000);
  await page.getByRole('button', { name: '重新登录，接着办' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.match(page.url(), /\/apply\/contact$/);
  assert.equal(await page.getByLabel(/常住地址/).inputValue(), address);
});
