// Somebody starts the program to see what it does: the demo page, a card by mail, a card at an outlet, and a crash in between.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sendPictures, tickAll } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt } from '../support/citizen.ts';
import { addressOf, dataFolder, killAndWait, type Program, readyText, startProgram } from '../support/program.ts';

const browser = await launchBrowser();
const ends: (() => Promise<void>)[] = [];
const file = { after: (end: () => Promise<void>) => void ends.push(end) };
after(async () => {
  await browser.close();
  for (const end of ends) await end();
});

const folder = dataFolder(file);
const start = async (): Promise<Program> => {
  const program = startProgram('demo', { YIKATONG_DATA: folder });
  await program.untilSaid(readyText);
  return program;
};
let program = await start();

const visitor = (habits: { readonly elder?: boolean } = {}): Promise<Citizen> =>
  citizenAt({ browser, base: new URL(addressOf(program)), lifetime: file }, habits);

/** The banks work in seconds; a machine that has much else to do may need more of them. */
const patience = { timeout: 60_000 };

/** From the demo page into somebody's shoes. */
const become = async (citizen: Citizen, name: string): Promise<void> => {
  await citizen.open('/demo');
  await citizen.press(name);
  await citizen.proveIdentity(name);
};

/** From home to the page about the bank, which is fixed for a retiree. */
const applyUpToDelivery = async (citizen: Citizen, bank: string): Promise<void> => {
  await citizen.press(/^申领第三代社保卡/);
  await citizen.press('开始申领');
  await citizen.press('信息无误，继续');
  await citizen.fill(/常住地址/, '海淀区示范路1号院2号楼303');
  await citizen.press('保存并继续');
  await citizen.choose('离退休人员');
  await citizen.press('保存并继续');
  await citizen.choose(/^仅为中国税收居民/);
  await citizen.press('保存并继续');
  await sendPictures(citizen);
  await citizen.sees(`您的卡由${bank}制发`);
  await citizen.press('保存并继续');
  await citizen.open('/apply/outlet?district=110108');
  await citizen.choose(new RegExp(bank));
  await citizen.press('保存并继续');
};

/** Checks, pledges, and reads the number of the application. */
const confirm = async (citizen: Citizen): Promise<string> => {
  await citizen.press('核对无误，继续');
  await tickAll(citizen);
  await citizen.press('确认信息无误');
  await citizen.sees('申领已提交');
  const [number] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await citizen.reads()) ?? [];
  assert.ok(number);
  return number;
};

const applyByMail = async (citizen: Citizen, bank: string): Promise<string> => {
  await applyUpToDelivery(citizen, bank);
  await citizen.choose(/银行邮寄/);
  await citizen.press('保存并继续');
  await citizen.press('保存并继续');
  return confirm(citizen);
};

/** The phone refreshes itself; whoever holds it only waits. */
const messageComes = async (citizen: Citizen, slug: string, words: string): Promise<void> => {
  await citizen.open(`/demo/phone/${slug}`);
  await citizen.page.getByText(words).first().waitFor(patience);
  assert.doesNotMatch(await citizen.reads(), /https?:|www\./, 'R-FRAUD-02');
};

const enable = async (citizen: Citizen, number: string): Promise<void> => {
  await citizen.open(`/applications/${number}`);
  await citizen.press('启用社会保障功能');
  await citizen.choose('我已拿到新卡');
  await citizen.press(/^启用$/);
  await citizen.sees('新卡已启用', '原来的社保卡已同时失效', '电子社保卡已自动关联新卡');
  await citizen.open('/me');
  await citizen.sees('第三代社保卡', '已启用', '已失效', '已关联您的第三代社保卡');
  await citizen.open(`/applications/${number}`);
  assert.doesNotMatch(await citizen.reads(), /待办理|办理中/);
};

test('R-ELIG-11, R-DELIV-06, R-OLD-03: refused on the eve, then applied, made, mailed, told and enabled', async () => {
  const citizen = await visitor();
  await citizen.open('/demo');
  await citizen.press(/^2025-10-08/);
  await become(citizen, '王秀兰');
  await citizen.open('/apply');
  await citizen.sees('您今天还不能申领', '2025年10月9日', '依据');
  await citizen.open('/demo');
  await citizen.press(/^2025-10-09/);
  await citizen.open('/');
  const number = await applyByMail(citizen, '工商银行');
  await messageComes(citizen, 'retiree', `申领编号 ${number}`);
  await citizen.open('/demo');
  await citizen.press('拨快 10 分钟');
  await messageComes(citizen, 'retiree', '已由工商银行寄出');
  await citizen.open(`/applications/${number}`);
  await citizen.sees('开户、制卡', '制卡完成', '银行寄出', '邮件号：DEMO');
  await enable(citizen, number);
  await messageComes(citizen, 'retiree', '已启用社会保障功能');
});

test('R-ELDER-01, R-DELIV-03, R-DELIV-05: in the elder mode, collected at the outlet with the ID', async () => {
  const citizen = await visitor({ elder: true });
  await become(citizen, '李建平');
  assert.equal(await citizen.page.locator('html.elder').count(), 1);
  await applyUpToDelivery(citizen, '兴业银行');
  await citizen.choose(/网点自取/);
  await citizen.press('保存并继续');
  const number = await confirm(citizen);
  await citizen.open('/demo');
  await citizen.press('拨快 10 分钟');
  await messageComes(citizen, 'retiree-309', '请本人持有效身份证件前往领取');
  await citizen.open('/demo');
  await citizen.press(`本人到网点领取 ${number}`);
  await until(async () => {
    await citizen.open('/demo');
    return (await citizen.reads()).includes(`上一步：交付本人（${number}）`);
  });
  await enable(citizen, number);
});

test('a demo that was killed while a bank had an order in work goes on with it', async () => {
  const before = await visitor();
  await before.open('/demo');
  await before.page.getByLabel('每一步用时').selectOption('60');
  await before.press('设定');
  await become(before, '罗永年');
  const number = await applyByMail(before, '建设银行');
  await before.open('/demo');
  await before.press('拨快 10 分钟');
  await until(async () => {
    await before.open('/demo');
    return (await before.reads()).includes(`${number}：下一步开户`);
  });
  await killAndWait(program.pid);
  program = await start();

  const later = await visitor();
  await later.open('/demo');
  await later.sees(`${number}：下一步开户`);
  await later.press('马上办完');
  await messageComes(later, 'retired-and-employed', '已由建设银行寄出');
});

/** Asks again and again; fails when it takes longer than anybody would wait. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + patience.timeout;
  while (!(await isSo())) assert.ok(performance.now() < giveUpAt, 'it does not come');
};
