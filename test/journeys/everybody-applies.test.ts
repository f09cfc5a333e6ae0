// People of every kind come to apply: what each may do, at which bank, and why somebody has to wait; in the elder mode the first and those who are old.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { reportAccountRefused } from '../../src/production/report-account-refused.ts';
import { launchBrowser } from '../support/browser.ts';
import { done, freshKey, reportsOf } from '../support/card-journey.ts';
import { type Citizen, citizenAt, type Habits } from '../support/citizen.ts';
import { type DemoProgram, demoProgram } from '../support/demo-program.ts';
import { fillIn } from '../support/filling-in.ts';

const browser = await launchBrowser();
after(() => browser.close());

const at = (city: DemoProgram, time: string): void => city.setClock(Temporal.Instant.from(`${time}+08:00`));

/** Logs in on the way to the application. */
const comes = async ({ base }: DemoProgram, habits: Habits, name: string): Promise<Citizen> => {
  const citizen = await citizenAt({ browser, base, lifetime: { after } }, habits);
  await citizen.open('/apply');
  await citizen.proveIdentity(name);
  return citizen;
};

for (const elder of [false, true])
  describe(elder ? 'in the elder mode' : 'in the standard mode', async () => {
    const city = await demoProgram({ after });

    it('R-GROUP-01, R-GROUP-07, R-ELIG-04: an employee whose employer has not opened reads why, and until when', async () => {
      at(city, '2025-06-03T10:00:00');
      const citizen = await comes(city, { elder }, '陈晨');
      await citizen.sees('您今天还不能申领', '还没有为您开通集体申领', '2026年1月1日', '96066');
      await citizen.page.getByText('依据（点按查看）').click();
      await citizen.sees('§五(一)1', '2024年10月30日');
      at(city, '2026-01-05T10:00:00');
      await citizen.open('/apply');
      await citizen.sees('您今天可以申领');
      // R-ELIG-04, C-34: from then on alone, and at any bank.
      await fillIn(citizen, { occupation: '办事人员', bank: '招商银行', bankSays: ['不分先后'] });
    });

    it('G-08, R-BANK-04: retired and employed counts as retired: the bank of the pension', async () => {
      at(city, '2025-10-20T10:00:00');
      const citizen = await comes(city, { elder }, '罗永年');
      await fillIn(citizen, { occupation: '离退休人员', bankSays: ['建设银行制发', '养老金代发银行'] });
    });

    it('UX 10 minutes: withdrawn in time; later no more', async () => {
      at(city, '2025-10-20T10:00:00');
      const citizen = await comes(city, { elder }, '何桂芬');
      const first = await fillIn(citizen, { occupation: '离退休人员', bankSays: ['中国银行制发'] });
      city.passTime({ minutes: 9 });
      await citizen.press('撤回申领');
      await citizen.sees('申领已撤回');
      await citizen.open('/apply');
      const second = await fillIn(citizen, { occupation: '离退休人员' });
      assert.notEqual(second, first);
      city.passTime({ minutes: 10 });
      await reportsOf(city, { number: second, bank: '104' }).opened();
      await citizen.open(`/applications/${second}`);
      assert.equal(await citizen.page.getByRole('button', { name: '撤回申领' }).count(), 0);
    });

    if (elder) return;

    it('R-ELIG-14: a retired military cadre is told who will tell them, and that the old card goes on', async () => {
      at(city, '2025-10-20T10:00:00');
      const citizen = await comes(city, {}, '林卫东');
      await citizen.sees('您今天还不能申领', '退役军人事务部门');
      await citizen.open('/');
      await citizen.sees('退役军人事务部门');
    });

    it('R-ELIG-13, R-GROUP-03: an employee of a pilot district confirms at the bank of the employer', async () => {
      at(city, '2025-10-20T10:00:00');
      const citizen = await comes(city, {}, '周敏');
      await citizen.sees('您今天可以申领', '2025年11月19日');
      await fillIn(citizen, { occupation: '专业技术人员', bankSays: ['中国银行制发', '您的单位（学校）'] });
    });

    it('R-GROUP-18: a student of a school that has opened gets the card at its bank', async () => {
      const citizen = await comes(city, {}, '黄子涵');
      await fillIn(citizen, { occupation: '学生', bankSays: ['建设银行制发', '您的单位（学校）'] });
    });

    it('R-GROUP-19: a student insured in his own name chooses freely', async () => {
      const citizen = await comes(city, {}, '马跃');
      await fillIn(citizen, { occupation: '学生', bank: '邮政储蓄银行', bankSays: ['不分先后'] });
    });

    it('G-19: a foreign permanent resident applies in English', async () => {
      const citizen = await comes(city, { english: true }, 'MARIA SANTOS');
      await citizen.sees('You can apply today');
      await citizen.press('中文');
      await fillIn(citizen, { occupation: '专业技术人员', bank: '华夏银行', bankSays: ['任选其一'] });
    });

    it('G-39, R-BANK-08: a flexible worker whom one bank refuses goes to another under the same number', async () => {
      at(city, '2025-10-20T10:00:00');
      const citizen = await comes(city, {}, '吴涛');
      const number = await fillIn(citizen, { occupation: '自由职业', bank: '工商银行', bankSays: ['不分先后'] });
      city.passTime({ minutes: 10 });
      const body = { reason: 'account-limit' } as const;
      done(await reportAccountRefused(city, { bank: '102', number, key: freshKey(), body }));
      await citizen.open(`/applications/${number}`);
      await citizen.press('改选银行');
      await citizen.sees('工商银行没有为您开立账户', '您在该行的账户数量已达上限');
      await citizen.choose('招商银行');
      await citizen.press('下一步');
      await citizen.choose(/银行邮寄/);
      await citizen.choose(/^同意把制卡和开户/);
      await citizen.press('确认');
      await citizen.sees(number, '招商银行', '应在2025年11月19日前完成');
    });
  });
