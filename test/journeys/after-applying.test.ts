// What people see after they applied and around it, in both modes: look-up, a late card, questions, doubtful messages, the record.
import { after, test } from 'node:test';
import { appliedBefore } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true])
  test(`R-QUERY-01, R-FRAUD-04, R-NOTICE-02: asking and waiting${elder ? ' in the elder mode' : ''}`, async (t) => {
    const city = await demoProgram(t);
    const citizen = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    const { number } = await appliedBefore(citizen, { program: city, name: '王秀兰' });
    city.setClock(Temporal.Instant.from('2025-11-12T09:00:00+08:00'));
    await citizen.open(`/applications/${number}`);
    await citizen.press('催办');
    await citizen.sees('今天已催办', '已催办');
    await citizen.open('/me/record');
    await citizen.sees('提交申领', '催办', '本人');
    await citizen.press(/^这不是我：催办/);
    await citizen.sees('催办', '5 个工作日内答复');
    await citizen.fill(/想补充的话/, '那天我没有打开过这里');
    await citizen.press('提出疑问');
    await citizen.sees('您已提出疑问，2025年11月19日');
    await citizen.press('下载我的全部资料');
    await citizen.sees('不要在公用电脑上下载');

    const guest = await citizenAt({ browser, base: city.base, lifetime: t }, { elder });
    await guest.press(/^申领进度查询/);
    await guest.press('查询');
    await guest.sees('请先更正以下问题', '请填写申领编号');
    await guest.fill(/申领编号/, number);
    await guest.fill(/后四位/, '9025');
    await guest.press('查询');
    await guest.sees('已超过 4 天', '提交申领', '工商银行');
    await guest.open('/progress');
    await guest.press(/没有申领编号/);
    await guest.fill(/社会保障号码/, '110101195503029025');
    await guest.fill(/服务密码/, '029025');
    await guest.press('查询');
    await guest.sees('应用状态查询', '第二代社保卡', '社会保障功能', '提交申领');
    await guest.open('/help?q=养老金');
    await guest.sees('养老金会改发到新卡吗');
    await guest.open('/scenes');
    await guest.sees('社保卡居民服务一件事', '就医购药', '交通出行', '文化旅游');
    await guest.open('/notices');
    await guest.sees('第五批集中换发启动');
    await guest.open('/check-message');
    await guest.fill(/短信内容/, '您的社保卡已停用，请点击 http://example.cn/a 更新');
    await guest.press('核对');
    await guest.sees('不是我们发的', '96066');
  });
