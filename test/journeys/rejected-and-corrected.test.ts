// An application is sent back, and its person corrects what was wrong and nothing else, in both modes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { findProgress } from '../../src/applications/find-progress.ts';
import { rejectApplication } from '../../src/applications/reject-application.ts';
import { appliedBefore, sendIdPhotos, tickAll } from '../support/applying.ts';
import { launchBrowser, takeScreenshots } from '../support/browser.ts';
import { done, freshKey } from '../support/card-journey.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** Set to look at the pages: pictures of each go there. */
const shots = process.env.SCREENS_FOLDER;

for (const elder of [false, true])
  test(`3.3-f, R-GROUP-09, R-PROD-01: sent back and corrected${elder ? ' in the elder mode' : ''}`, async (t) => {
    const city = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    const look = async (name: string): Promise<void> => {
      if (shots) await takeScreenshots(citizen.page, shots, `rejected-${elder ? 'elder-' : ''}${name}`);
    };
    const { number, personId } = await appliedBefore(citizen, { program: city, name: '王秀兰' });
    city.setClock(Temporal.Instant.from('2025-10-12T09:00:00+08:00'));
    const reasons = ['contact-incomplete', 'id-photo-unreadable'] as const;
    done(await rejectApplication(city, { clerkId: 'clerk-1', key: freshKey(), number, reasons }));

    await citizen.open('/');
    await citizen.sees('正在办理', '未通过审核，待修改', '编号不变');
    await look('home');
    await citizen.press(/未通过审核，待修改/);
    await citizen.sees('身份证件照片看不清', '手机号码或常住地址不完整', '等您修改后重新提交', '依据（点按查看）');
    await look('progress');
    await citizen.press('修改后重新提交');
    await citizen.sees('联系方式', '身份证件照片', '其他内容已按上次提交的填好', '原社保卡可以继续使用');
    await look('correct');
    await citizen.press('开始修改');

    await citizen.sees('上次没有通过', '地址写到门牌号');
    assert.equal(await citizen.page.getByLabel(/常住地址/).inputValue(), '海淀区示范路1号院2号楼303');
    await look('contact');
    await citizen.fill(/常住地址/, '海淀区示范路1号院2号楼3单元303');
    await citizen.press('保存并继续');
    await citizen.sees('上次没有通过', '重新拍摄身份证件的两面');
    await look('id-photos');
    await citizen.press('保存并继续');
    await citizen.sees('请先更正以下问题');
    await sendIdPhotos(citizen);
    await citizen.sees('核对填写的内容', '海淀区示范路1号院2号楼3单元303', '离退休人员');
    await citizen.press('核对无误，继续');
    await tickAll(citizen);
    await citizen.press('确认信息无误');
    await citizen.sees('申领已提交', number, '2025年11月11日', '撤回申领');
    await citizen.press(/查看进度|查看申领进度/);
    await citizen.sees('审核退回', '修改后重新提交', '开户、制卡');
    await look('again');
    await citizen.open('/me/record');
    await citizen.sees('主管部门退回申领', '修改后重新提交申领');

    assert.equal((await findProgress(city, { personId, number }))?.state, 'submitted');

    done(await rejectApplication(city, { clerkId: 'clerk-1', key: freshKey(), number, reasons: ['id-expired'] }));
    const guest = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    await guest.open('/progress');
    await guest.fill(/申领编号/, number);
    await guest.fill(/后四位/, '9025');
    await guest.press('查询');
    await guest.sees('这件申领未通过审核', '审核退回');
    assert.ok(!(await guest.reads()).includes('有效期'), 'why is nobody else’s business');
  });
