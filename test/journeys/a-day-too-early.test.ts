// Somebody comes before their batch opens: the pages say when, why, and what to do until then.
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

test('R-ELIG-11: on the evening before, a retiree is told the day, the rule and what goes on until then', async (t) => {
  const city = await demoProgram(t);
  city.setClock(Temporal.Instant.from('2025-10-08T23:59:00+08:00'));
  const citizen = await citizenAt({ browser, base: city.base, lifetime: t });
  await citizen.press('本人办理');
  await citizen.proveIdentity('王秀兰');
  await citizen.sees('以后可以办', '2025年10月9日起可以办理');
  await citizen.open('/services');
  await citizen.press('申领第三代社保卡');
  await citizen.proveIdentity('王秀兰');
  await citizen.sees('您今天还不能申领', '2025年10月9日', '96066', '可以继续使用');
  await citizen.page.getByText('依据（点按查看）').click();
  await citizen.sees('2025年10月9日）');
  // Nobody gets past the gate by its address.
  for (const page of ['record', 'bank', 'check', 'pledge']) {
    await citizen.open(`/apply/${page}`);
    await citizen.sees('您今天还不能申领');
  }
  city.passTime({ minutes: 1 });
  await citizen.open('/apply');
  await citizen.sees('您今天可以申领');
});

test('R-ELIG-14: a retired military cadre is told who will tell them', async (t) => {
  const city = await demoProgram(t);
  const citizen = await citizenAt({ browser, base: city.base, lifetime: t });
  await citizen.open('/apply');
  await citizen.proveIdentity('林卫东');
  await citizen.sees('您今天还不能申领', '退役军人事务部门');
});
