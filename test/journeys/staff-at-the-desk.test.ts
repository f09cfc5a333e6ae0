// Staff with the keyboard alone: the hotline opens a record, bureau and bank act on what is late and take it out, a tablet shows it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { findPersonByIdNumber } from '../../src/people/people-store.ts';
import { countEvents } from '../../src/statistics/count-events.ts';
import { untilSealable } from '../support/audit.ts';
import { launchBrowser } from '../support/browser.ts';
import { apply } from '../support/card-journey.ts';
import { type ClerkAtDesk, clerkAtDesk } from '../support/clerk-at-desk.ts';
import { type DemoProgram, demoProgram } from '../support/demo-program.ts';
import { insertTestUploads } from '../support/people.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** 王秀兰 of the demo, who has applied; `days` ago by the business clock. */
const applied = async (city: DemoProgram, days: number): Promise<string> => {
  const personId = await findPersonByIdNumber(city.sql, city.keys, '110101195503029025');
  assert.ok(personId);
  await insertTestUploads(city, personId);
  const { number } = await apply(city, personId);
  city.passTime({ hours: days * 24 });
  return number;
};

test('the hotline answers a call without touching a mouse', async (t) => {
  const city = await demoProgram(t);
  await applied(city, 1);
  const clerk = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  const { page, keys, types, sees, tabTo } = clerk;
  await clerk.logIn('staff-hotline');
  await sees('从查人开始');
  await keys('/');
  await types('19900000006');
  await keys('Enter');
  await sees('刘*', '刘**');
  await keys('j', 'j', 'k', 'Enter');
  await sees('为什么要看这份资料', '本人可以看到');
  await keys('/');
  await types('110101195503029025');
  await keys('Enter');
  await page.waitForURL(/\/console\/people\//);
  await sees('为什么要看这份资料');
  await tabTo(page.getByRole('button', { name: '打开资料' }));
  await keys('Enter');
  await sees('请选择事由');
  await tabTo(page.getByLabel('本人在办理业务'));
  await keys('ArrowDown', 'Enter');
  await sees('王**', '1101**********9025', '工商银行', '此时此地可以办的业务', '提交申领');
  assert.doesNotMatch(await page.locator('main').innerText(), /王秀兰|110101195503029025/);
  await tabTo(page.getByLabel('事由（本人可以看到）'));
  await types('核对来电人身份');
  await keys('Enter');
  await sees('王秀兰', '1101**********9025');
  await keys('Escape');
  await page.locator('body').press('?');
  await sees('快捷键', '按手机号码查人');
  const off = page.getByRole('button', { name: '关闭单键快捷键' });
  await tabTo(off);
  await keys('Enter', '/');
  assert.equal(await page.evaluate(() => document.activeElement?.id), '', 'the keys are off');
});

test('the bureau urges on what is late, holds it, takes its list out, and sees what its bank has taken out', async (t) => {
  const city = await demoProgram(t);
  const number = await applied(city, 33);
  const takeOut = async ({ page, keys, types, tabTo, sees }: ClerkAtDesk, why: string): Promise<string> => {
    await tabTo(page.getByRole('link', { name: '导出这份列表' }));
    await keys('Enter');
    await sees('导出列表', '市人社局和审计可以看到', '1');
    await tabTo(page.getByRole('radio').first());
    await keys('ArrowDown');
    await tabTo(page.getByLabel('为什么导出'));
    await types(why);
    const [download] = await Promise.all([page.waitForEvent('download'), keys('Enter')]);
    const { sheets } = await readXlsx(await readFile(await download.path()));
    return String(sheets[0]?.rows[1]?.[0]);
  };
  const office = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  await office.logIn('staff-bank-102');
  await office.sees('已经逾期', '1 件', number, '逾期 3 天');
  assert.equal(await takeOut(office, '催促制卡车间'), number);

  const clerk = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  const { page, keys, tabTo, sees } = clerk;
  await clerk.logIn('staff-bureau');
  const act = async (action: string, ...reasons: readonly string[]): Promise<void> => {
    await tabTo(page.getByRole('link', { name: number }));
    await keys('x');
    await tabTo(page.getByRole('button', { name: `${action}…` }));
    await keys('Enter');
    await sees('将会怎样', number, '1 件将');
    for (const reason of reasons) {
      await tabTo(page.getByLabel(reason));
      await keys('Space');
    }
    await tabTo(page.getByRole('button', { name: /^确认/ }));
    await keys('Enter');
    await sees('结果', number);
    await tabTo(page.getByRole('link', { name: '回到列表' }));
    await keys('Enter');
  };
  await sees('已经逾期', '1 件', number, '逾期 3 天');
  await act('催办');
  await act('暂缓办理', '申领后姓名有变更');
  await tabTo(page.getByRole('link', { name: '暂缓' }));
  await keys('Enter');
  await sees(number);
  await tabTo(page.getByRole('link', { name: '导出记录' }));
  await keys('Enter');
  await sees('导出记录', 'staff-bank-102', '催促制卡车间', 'xlsx');
  await page.goto(new URL(`/console/applications/${number}`, city.base).href);
  await page.waitForURL(/\/console\/people\//);
  await sees('为什么要看这份资料');
});

test('the pages fit a tablet at the counter, in English too', async (t) => {
  const city = await demoProgram(t);
  const number = await applied(city, 33);
  const clerk = await clerkAtDesk({ browser, base: city.base, lifetime: t }, 768);
  await clerk.logIn('staff-bureau');
  await clerk.sees(number);
  await clerk.page.goto(new URL('/console/help', city.base).href);
  await clerk.sees('谁能做什么');
  await untilSealable(city.sql);
  await countEvents(city);
  await clerk.page.goto(new URL('/console/statistics?days=90', city.base).href);
  await clerk.sees('统计 · 全市', '数据截至');
  await clerk.tabTo(clerk.page.locator('#group summary'));
  await clerk.keys('Enter');
  await clerk.sees('按人员类别', '离退休人员', '100.0%');
  await clerk.page.goto(new URL('/console/imports', city.base).href);
  await clerk.sees('导入参保人员');
  await clerk.tabTo(clerk.page.getByRole('button', { name: 'English' }));
  await clerk.keys('Enter');
  await clerk.sees('Import insured people', 'Latest imports');
});
