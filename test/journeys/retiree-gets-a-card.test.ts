// The main job: a retiree applies, the bank makes the card and mails it, the retiree enables it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applyAsRetiree } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { reportsOf } from '../support/card-journey.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true]) {
  test(`R-CHAN-18, R-GROUP-13, R-OLD-03: a retiree gets a card, ${elder ? 'elder mode' : 'standard'}`, async (t) => {
    const city = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    const number = await applyAsRetiree(citizen, '王秀兰');

    await citizen.press('查看进度');
    await citizen.sees('提交申领', '应在2025年11月8日前完成，还有 30 天', '待办理');
    city.passTime({ minutes: 10 });
    const bank = reportsOf(city, { number, bank: '102' });
    city.passTime({ hours: 24 });
    await bank.opened();
    city.passTime({ hours: 72 });
    await bank.produced();
    await bank.mailed();

    await citizen.open(`/applications/${number}`);
    await citizen.sees('开户、制卡', '2025年10月10日 09:10', '工商银行', '邮件号：EA', '收到卡后，在这里启用');
    await citizen.press('启用社会保障功能');
    await citizen.sees('原来的社保卡从启用那一刻起失效', '原卡的金融功能不变', '养老金仍发放到原来的账户');
    await citizen.press(/^启用$/);
    await citizen.sees('请先更正以下问题', '没有收到卡，请不要启用');
    await citizen.choose('我已拿到新卡');
    await citizen.press(/^启用$/);
    await citizen.sees('新卡已启用', '2025年10月13日 09:10', '原来的社保卡已同时失效', '电子社保卡已自动关联新卡');

    await citizen.open('/me');
    await citizen.sees('第三代社保卡', '已启用', '未激活', '第二代社保卡', '已失效', '正常', '已关联您的第三代社保卡');
    await citizen.open(`/applications/${number}`);
    await citizen.sees('启用社会保障功能');
    assert.doesNotMatch(await citizen.reads(), /待办理|办理中/);
  });
}
