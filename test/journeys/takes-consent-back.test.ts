// Somebody applies, thinks better of it, and takes back the consent to share with the bank.
import { after, test } from 'node:test';
import { appliedBefore } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { reportsOf } from '../support/card-journey.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true]) {
  test(`what follows is said before a consent is withdrawn, ${elder ? 'elder mode' : 'standard'}`, async (t) => {
    const city = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    const { number } = await appliedBefore(citizen, { program: city, name: '王秀兰' });
    await citizen.open('/me');
    await citizen.press('我的授权');
    await citizen.sees('处理敏感个人信息', '把信息提供给工商银行', '有效', '本人');
    await citizen.press('撤回授权：把信息提供给工商银行');
    await citizen.sees(`申领 ${number} 还没有交给银行，将一并撤回`);
    await citizen.press('确认撤回');
    await citizen.sees('已撤回');
    await citizen.open(`/applications/${number}`);
    await citizen.sees('申领已撤回');
  });
}

test('an application that the bank has taken over goes on', async (t) => {
  const city = await demoProgram(t);
  const citizen = await citizenAt({ browser, base: city.base, lifetime: t });
  const { number } = await appliedBefore(citizen, { program: city, name: '王秀兰' });
  city.passTime({ minutes: 10 });
  await reportsOf(city, { number, bank: '102' }).opened();
  await citizen.open('/me/consents');
  await citizen.press('撤回授权：把信息提供给工商银行');
  await citizen.sees(`申领 ${number} 已由银行受理，银行会继续制卡`);
  await citizen.press('确认撤回');
  await citizen.open(`/applications/${number}`);
  await citizen.sees('开户、制卡', '办理中');
});
