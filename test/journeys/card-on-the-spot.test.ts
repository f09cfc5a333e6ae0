// A morning at a bank's counter: documents checked once, a card made on the spot and handed over, and what was done by mistake put right by two.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { type ClerkAtDesk, clerkAtDesk } from '../support/clerk-at-desk.ts';
import { demoProgram } from '../support/demo-program.ts';
import { waitingAtCounter } from '../support/waiting-at-counter.ts';

const browser = await launchBrowser();
after(() => browser.close());

const press = async ({ page }: ClerkAtDesk, name: string | RegExp): Promise<void> => {
  const main = page.locator('main');
  const target = main.getByRole('button', { name }).or(main.getByRole('link', { name }));
  await target.first().click();
  await page.waitForLoadState();
};

const receives = async (clerk: ClerkAtDesk, idNumber: string): Promise<void> => {
  const { page, sees } = clerk;
  await press(clerk, '窗口办理');
  await press(clerk, '读取身份证');
  await sees('阅读器上没有身份证');
  await page.getByLabel('出示的证件号码').fill(idNumber);
  await press(clerk, '按证件号码查找');
  await sees('王**', '核对证件', '第三代社保卡');
  await press(clerk, '核对完毕');
  await sees('请逐项核对并勾选所需证件');
  await page.getByLabel('本人有效身份证件').first().check();
  await press(clerk, '核对完毕');
  await sees('已核对', '目视', '此时此地可以办的业务');
};

const makesCard = async (clerk: ClerkAtDesk): Promise<void> => {
  const { page, sees } = clerk;
  await press(clerk, '现在制卡（即时制卡）');
  await sees('本次已核对：本人有效身份证件');
  await press(clerk, '核对完毕，开始制卡');
  await sees('开立账户', '可用空白卡');
  await page.getByLabel('账号末四位').fill('1234');
  await press(clerk, '账户已开立');
  await page.getByLabel('持卡人已看过照片并同意').check();
  await press(clerk, '照片已确认');
  await press(clerk, '写入芯片');
  await sees('打印卡面', '49');
  for (const step of ['打印卡面', '核验卡片']) await press(clerk, step);
  await sees('核对原件，把卡交给领卡人');
  await press(clerk, '卡已交给领卡人');
  await page.getByLabel('只启用社会保障功能').check();
  await press(clerk, '办结');
  await sees('已办结');
  await press(clerk, '接着窗口办理');
  await sees('启用社会保障功能：已办', '本次已办', '原社保卡失效');
};

const proposes = async (clerk: ClerkAtDesk): Promise<void> => {
  const { page, sees } = clerk;
  await press(clerk, '办完，打印回执');
  await sees('窗口办理回执', '启用社会保障功能', '96066');
  assert.doesNotMatch(await page.locator('main').innerText(), /王秀兰|110101195503029025/);
  await page.goto(page.url().replace('/session/slip', ''));
  await press(clerk, '办错了？提出更正');
  await sees('确认后会这样恢复', '原社保卡恢复使用');
  await press(clerk, '提出更正');
  await sees('请写明错在哪里');
  await page.getByLabel(/错在哪里/).fill('持卡人说今天先不启用，按错了');
  await press(clerk, '提出更正');
  await sees('已提出更正，待另一名工作人员核对');
  assert.equal(await page.getByRole('link', { name: '办错了？提出更正' }).count(), 0, 'there is one at a time');
};

const approves = async (second: ClerkAtDesk): Promise<void> => {
  await press(second, '更正');
  await second.sees('待核对', 'staff-outlet-102');
  await press(second, '启用社会保障功能');
  await second.sees('持卡人说今天先不启用，按错了', '原社保卡恢复使用');
  await press(second, '不通过');
  await second.sees('不通过时请写明意见');
  await press(second, '核对无误，更正');
  await second.sees('没有待核对的更正', '已更正');
};

test('R-CHAN-17: a card is made, handed over and enabled at one counter, and a mistake there needs two to put it right', async (t) => {
  const city = await demoProgram(t);
  const { idNumber } = await waitingAtCounter(city, 'retiree');
  const desk = { browser, base: city.base, lifetime: t };
  const clerk = await clerkAtDesk(desk);
  await clerk.logIn('staff-outlet-102');
  await receives(clerk, idNumber);
  await makesCard(clerk);
  await proposes(clerk);
  const second = await clerkAtDesk(desk, 768);
  await second.logIn('staff-bank-102');
  await approves(second);
  await clerk.page.reload();
  await clerk.sees('未启用', '更正：撤销启用', '已更正');
});
