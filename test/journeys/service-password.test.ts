// Somebody in 长辈版 without scripts sets a service password instead of the initial one, forgets it and resets it, and changes their phone.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** As they stand on the demo phone of a number that is nobody's of the demo city. */
const digitsSentTo = async (base: URL, phone: string): Promise<string> => {
  const inbox = await (await fetch(new URL(`/demo/phone/${phone}?refresh=off`, base))).text();
  return /确认数字 (\d{6})/.exec(inbox)?.[1] ?? '';
};

for (const elder of [false, true])
  test(`R-PWD-05, R-INFO-01: a service password of one's own and another phone, ${elder ? 'elder mode without scripts' : 'standard'}`, async (t) => {
    const { base } = await demoProgram(t);
    const citizen = await citizenAt({ browser, base, lifetime: t }, { elder, scripts: !elder });
    await citizen.open('/me/password');
    await citizen.proveIdentity('王秀兰');
    await citizen.sees('您还在用初始密码', '96066 不办理密码修改和重置');
    await citizen.fill(/现在的服务密码/, '999991');
    await citizen.fill(/^新的服务密码/, '407192');
    await citizen.fill(/再输入一次新密码/, '407192');
    await citizen.press('修改');
    await citizen.sees('现在的服务密码不对');
    assert.equal(await citizen.page.getByLabel(/^新的服务密码/).inputValue(), '', 'nothing typed comes back');
    await citizen.press('忘记了或已锁定，重置密码');
    await citizen.fill(/^新的服务密码/, '123456');
    await citizen.fill(/再输入一次新密码/, '123456');
    await citizen.press('重置');
    await citizen.sees('密码太简单');
    await citizen.fill(/^新的服务密码/, '407192');
    await citizen.fill(/再输入一次新密码/, '407192');
    await citizen.press('重置');
    await citizen.sees('服务密码已更新');
    await citizen.open('/me/password');
    await citizen.sees('已设置自己的密码');
    await citizen.open('/me/contact');
    await citizen.sees('预留手机号码不会跟着改变', '姓名、证件号码不能在这里改');
    await citizen.fill(/新的手机号码/, '1990');
    await citizen.press('变更');
    await citizen.sees('请填写 11 位手机号码');
    await citizen.fill(/新的手机号码/, '199 0000 0088');
    await citizen.press('变更');
    await citizen.sees('199****0088', '现在还没有变更');
    await citizen.fill(/短信中的 6 位确认数字/, await digitsSentTo(base, '19900000088'));
    await citizen.press('确认变更');
    await citizen.sees('联系信息已变更');
    await citizen.press('联系信息');
    await citizen.sees('199****0088', '变更记录');
    await citizen.open('/me/change-bank');
    await citizen.sees('您的社保卡是旧卡', '怎样换');
  });
