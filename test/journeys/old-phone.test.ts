// An old phone whose browser runs no scripts: everything works, a change of mind included.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sendCardPhoto, sendIdPhotos, tickAll } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

test('R-DELIV-01, R-GROUP-11: without scripts somebody chooses bank and outlet freely, applies, and withdraws', async (t) => {
  const city = await demoProgram(t);
  const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, { scripts: false });
  await citizen.open('/apply');
  await citizen.proveIdentity('吴涛');
  await citizen.press('开始申领');
  await citizen.press('信息无误，继续');
  await citizen.fill(/常住地址/, '西城区示范路5号院6号楼707');
  await citizen.press('保存并继续');
  await citizen.choose('自由职业');
  await citizen.press('保存并继续');
  await citizen.press('保存并继续');
  await citizen.sees('请先更正以下问题', '请选择您的税收居民身份');
  await citizen.choose(/^仅为中国税收居民/);
  await citizen.press('保存并继续');
  await sendIdPhotos(citizen);
  await sendCardPhoto(citizen);
  // R-BANK-08, R-BANK-09: sixteen banks in the order of their codes, none chosen beforehand.
  const banks = citizen.page.locator('input[name=bank]');
  const codes = await banks.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value') ?? ''));
  assert.equal(codes.length, 16);
  assert.deepEqual(codes, [...codes].sort());
  assert.equal(await citizen.page.locator('input[name=bank]:checked').count(), 0);
  await citizen.press('保存并继续');
  await citizen.sees('请选择发卡银行');
  await citizen.choose('工商银行');
  await citizen.press('保存并继续');
  await citizen.page.getByLabel(/所在区/).selectOption('110108');
  await citizen.press('查看网点');
  await citizen.choose(/工商银行海淀/);
  await citizen.press('保存并继续');
  await citizen.choose(/网点自取/);
  await citizen.press('保存并继续');
  await citizen.sees('核对填写的内容', '工商银行海淀');

  // What was typed is still there, and a change comes straight back.
  await citizen.press('修改手机号码');
  assert.equal(await citizen.page.getByLabel(/常住地址/).inputValue(), '西城区示范路5号院6号楼707');
  await citizen.fill(/手机号码/, '199-0000-7777');
  await citizen.press('保存并继续');
  await citizen.sees('核对填写的内容', '199-0000-7777');

  await citizen.press('核对无误，继续');
  await tickAll(citizen);
  await citizen.press('确认信息无误');
  await citizen.sees('申领已提交');
  await citizen.press('撤回申领');
  await citizen.sees('申领已撤回', '已撤回');
  await citizen.press('重新申领');
  await citizen.sees('您今天可以申领');
});
