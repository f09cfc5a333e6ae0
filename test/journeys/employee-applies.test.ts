// Employees in both modes, with and without scripts: what the employer has settled, and an occupation the bank does not take.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sendPictures, tickAll } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

const toOccupation = async (citizen: Citizen, name: string): Promise<void> => {
  await citizen.open('/apply');
  await citizen.proveIdentity(name);
  await citizen.press('开始申领');
  await citizen.press('信息无误，继续');
  await citizen.fill(/常住地址/, '昌平区示范路5号院6号楼707');
  await citizen.press('保存并继续');
};

const choose = async (citizen: Citizen, label: string | RegExp): Promise<void> => {
  await citizen.choose(label);
  await citizen.press('保存并继续');
};

const declaresTaxesInTwoCountries = async (citizen: Citizen): Promise<void> => {
  await choose(citizen, /^既是中国税收居民/);
  await citizen.press('保存并继续');
  await citizen.sees('请先更正以下问题', '请选择税收居民国（地区）', '请填写纳税人识别号');
  await citizen.page.locator('#taxCountry1').selectOption({ label: '德国' });
  await citizen.page.locator('#taxReason1').selectOption({ label: '本人未能取得纳税人识别号' });
  await citizen.press('保存并继续');
  await citizen.sees('请写明未能取得识别号的具体原因');
  await citizen.page.locator('#taxExplanation1').fill('刚到当地，正在办理');
  await citizen.press('保存并继续');
};

for (const elder of [false, true])
  test(`R-BANK-14, C-27: an occupation the bank does not take is put right${elder ? ' in the elder mode' : ''}`, async (t) => {
    const city = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    await toOccupation(citizen, '刘洋');
    await choose(citizen, '自由职业');
    await declaresTaxesInTwoCountries(citizen);
    await sendPictures(citizen);
    await choose(citizen, '工商银行');
    await citizen.sees('请先更正以下问题', '请改选其他银行，或更正职业', '您填的职业是“自由职业”', '依据');
    await citizen.press(/^更正职业$/);
    await choose(citizen, '专业技术人员');
    await citizen.sees('开户行网点');
    await citizen.page.getByLabel(/所在区/).selectOption('110108');
    await citizen.page.waitForLoadState();
    await choose(citizen, /工商银行海淀/);
    await choose(citizen, /银行邮寄/);
    await citizen.press('保存并继续');
    await citizen.sees(
      '专业技术人员',
      '既是中国税收居民',
      '德国 · 本人未能取得纳税人识别号 · 刚到当地',
      '工商银行海淀',
      '银行邮寄',
    );
    // A later change of mind is noticed too.
    await citizen.press('修改职业');
    await choose(citizen, '学生');
    await citizen.sees('您填的职业是“学生”');
    await choose(citizen, '中国银行');
    await citizen.sees('开户行网点');
  });

for (const habits of [{ elder: true }, { scripts: false }])
  test(`R-GROUP-10, R-GROUP-20, R-GROUP-14: what the employer has settled is greyed ${JSON.stringify(habits)}`, async (t) => {
    const city = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, habits);
    await toOccupation(citizen, '赵䜣');
    await choose(citizen, '办事人员');
    await choose(citizen, /^仅为中国税收居民/);
    await sendPictures(citizen);
    await citizen.sees('您的卡由浦发银行制发');
    await citizen.press('保存并继续');
    await citizen.sees('开户行网点', '您的单位（学校）已统一确定，不用选择', '浦发银行经开区示范支行');
    assert.equal(await citizen.page.locator('input[name=outlet]:checked:disabled').count(), 1);
    await citizen.press('保存并继续');
    await citizen.sees('领卡方式', '您的单位（学校）已统一确定，不用选择');
    assert.equal(await citizen.page.locator('input[name=delivery]:disabled').count(), 2);
    assert.equal(await citizen.page.locator('input[name=delivery]:checked').getAttribute('value'), 'outlet');
    // Whoever sends another way nevertheless changes nothing.
    const token = await citizen.page.locator('main input[name=_csrf]').getAttribute('value');
    const tampered = { _csrf: token ?? '', delivery: 'mail' };
    await citizen.page.request.post(new URL('/apply/delivery', city.base).href, { form: tampered });
    await citizen.open('/apply/check');
    await citizen.sees('网点自取', '浦发银行经开区示范支行');
    assert.equal(await citizen.page.getByRole('link', { name: '修改领卡方式' }).count(), 0);
    await citizen.press('核对无误，继续');
    await tickAll(citizen);
    await citizen.press('确认信息无误');
    await citizen.sees('申领已提交', '浦发银行经开区示范支行');
  });
