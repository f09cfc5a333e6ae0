// Staff serve people with the keyboard alone: a street outlet files an application and prints its slip, the hotline enables a card.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { findPersonByIdNumber } from '../../src/people/people-store.ts';
import { launchBrowser } from '../support/browser.ts';
import { mailedCard } from '../support/card-journey.ts';
import { type ClerkAtDesk, clerkAtDesk } from '../support/clerk-at-desk.ts';
import { type DemoProgram, demoProgram } from '../support/demo-program.ts';
import { insertTestUploads } from '../support/people.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** 王秀兰 of the demo, with pictures that wait. */
const idNumber = '110101195503029025';
const personIn = async (city: DemoProgram) => {
  const personId = await findPersonByIdNumber(city.sql, city.keys, idNumber);
  assert.ok(personId);
  await insertTestUploads(city, personId);
  return personId;
};

/** The clerk goes to the copier: first asked, then logged out. */
const calledAway = async (city: DemoProgram, { page, keys, sees }: ClerkAtDesk): Promise<void> => {
  await page.clock.fastForward('13:30');
  await page.getByRole('dialog', { name: '您还在吗？' }).waitFor();
  await keys('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  city.waitLoggedIn({ minutes: 20 });
  await page.clock.fastForward('15:01');
  await page.waitForURL(/\/console\/idle$/);
  await sees('屏幕上不再显示他人资料');
};

test('R-CHAN-19: the street outlet files an application on the word of who stands there', async (t) => {
  const city = await demoProgram(t);
  await personIn(city);
  city.setClock(Temporal.Instant.from('2026-03-02T10:00:00+08:00'));
  const clerk = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  const { page, tabTo, keys, types, sees } = clerk;
  await page.clock.install();
  const toForm = async (): Promise<void> => {
    await tabTo(page.getByRole('link', { name: '窗口申领' }).first());
    await keys('Enter');
    await sees('窗口申领', '出示的证件号码');
    await tabTo(page.getByLabel('出示的证件号码'));
    await types(idNumber);
    await keys('Enter');
    await sees('核对证件原件', '王**', '最迟 2026年4月1日 办结');
    await keys('j', 'Space');
    await tabTo(page.getByLabel('工商银行'));
    await keys('Space', 'Enter');
  };
  await clerk.logIn('staff-street');
  await toForm();
  await sees('填写申领表', '工商银行');
  await tabTo(page.getByRole('button', { name: '提交申领' }));
  await keys('Enter');
  await sees('下面几项还没有填好', '手机号码：11 位数字');
  const fill = async (label: string, text: string): Promise<void> => {
    await tabTo(page.getByLabel(label, { exact: true }));
    await types(text);
  };
  await fill('身份证件有效期至', '2035.12.01');
  await fill('手机号码', '19900000006');
  await fill('常住地址', '试验市试验区幸福路1号');
  await page.getByText('已暂存').waitFor();
  await calledAway(city, clerk);
  await clerk.logIn('staff-street');
  await toForm();
  await sees('填写申领表', '填写的内容已恢复');
  assert.equal(await page.getByLabel('常住地址', { exact: true }).inputValue(), '试验市试验区幸福路1号');
  await tabTo(page.getByLabel('职业'));
  // The ninth of the list: 离退休人员.
  await keys(...Array.from({ length: 9 }, () => 'ArrowDown'));
  await tabTo(page.getByLabel('仅为中国税收居民'));
  await keys('Space');
  await tabTo(page.getByLabel('银行邮寄'));
  await keys('Space');
  await fill('收件人（邮寄）', '王秀兰');
  await fill('收件人手机（邮寄）', '19900000006');
  await fill('邮寄地址', '试验市试验区长安街2号院');
  await tabTo(page.locator('input[name="photo"]').first());
  await keys('Space');
  for (const consent of await page.locator('input[name="consents"], input[name="pledge"]').all()) {
    await tabTo(consent);
    await keys('Space');
  }
  await tabTo(page.getByRole('button', { name: '提交申领' }));
  await keys('Enter');
  await page.waitForURL(/\/slip\//);
  await sees('申领回执', '2026年4月1日', '接下来', '96066');
  assert.doesNotMatch(await page.locator('main').innerText(), /王秀兰|19900000006|长安街/);
});

test('G-28: the hotline enables a card for a caller who was checked', async (t) => {
  const city = await demoProgram(t);
  const personId = await personIn(city);
  await mailedCard(city, personId);
  const clerk = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  const { page, tabTo, keys, types, sees } = clerk;
  await clerk.logIn('staff-hotline');
  await keys('/');
  await types(idNumber);
  await keys('Enter');
  await page.waitForURL(/\/console\/people\//);
  await tabTo(page.getByLabel('本人在办理业务'));
  await keys('ArrowDown', 'Enter');
  await sees('在这里启用');
  await tabTo(page.getByRole('link', { name: '在这里启用' }));
  await keys('Enter');
  await sees('来电人说的姓名', '只记方式，不记答案');
  await tabTo(page.getByLabel('来电人说的姓名'));
  await types('王秀兰');
  await tabTo(page.getByLabel('来电人说的证件号码'));
  await types(idNumber);
  await tabTo(page.getByLabel('按登记的手机号码回拨'));
  await keys('Space', 'Enter');
  await page.waitForURL(/\/console\/people\/[^/]+$/);
  await sees('启用社会保障功能', '已启用');
});
