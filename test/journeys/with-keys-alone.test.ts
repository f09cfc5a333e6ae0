// Somebody who uses neither mouse nor touch applies with the keyboard alone, always seeing where they are, in both modes.
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';
import { fillIn } from '../support/filling-in.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true])
  test(`R-CHAN-18: from home to the number with keys alone${elder ? ', in the elder mode' : ''}`, async (t) => {
    const { base } = await demoProgram(t);
    const citizen = await citizenAt({ browser, base, lifetime: t }, { elder, keyboard: true });
    await citizen.press('本人办理');
    await citizen.proveIdentity('吴涛');
    await citizen.press(/^申领第三代社保卡/);
    await citizen.proveIdentity('吴涛');
    await citizen.sees('您今天可以申领');
    await fillIn(citizen, {
      occupation: '自由职业',
      bank: '兴业银行',
      outlet: { district: '110108', name: /兴业银行海淀/ },
    });
    await citizen.press('撤回申领');
    await citizen.sees('申领已撤回');
  });
