// Somebody who has difficulty online asks for help at home: a street comes, a bank cannot, the hotline finds another, in both modes.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { acceptHelp } from '../../src/help-requests/accept-help.ts';
import { completeHelp } from '../../src/help-requests/complete-help.ts';
import { declineHelp } from '../../src/help-requests/decline-help.ts';
import type { HelpRequestId } from '../../src/help-requests/help-request.ts';
import { changeTicket } from '../../src/tickets/change-ticket.ts';
import { parseTicketId } from '../../src/tickets/ticket.ts';
import { launchBrowser } from '../support/browser.ts';
import { apply, done, freshKey } from '../support/card-journey.ts';
import { type Citizen, citizenAt, type Habits } from '../support/citizen.ts';
import { clerkAtDesk } from '../support/clerk-at-desk.ts';
import { type DemoProgram, demoProgram } from '../support/demo-program.ts';
import { byBank, byStreet, idOf } from '../support/help.ts';
import { insertTestUploads } from '../support/people.ts';

const browser = await launchBrowser();
after(() => browser.close());

const at = (city: DemoProgram, time: string): void => city.setClock(Temporal.Instant.from(`${time}+08:00`));

/** From the pages of who acts for others, where help is found. */
const comes = async ({ base }: DemoProgram, habits: Habits, name: string): Promise<Citizen> => {
  const citizen = await citizenAt({ browser, base, lifetime: { after } }, habits);
  await citizen.open('/for-others');
  await citizen.press('请人上门帮忙');
  await citizen.proveIdentity(name);
  return citizen;
};

const requestOn = ({ page }: Citizen): HelpRequestId => idOf(new URL(page.url()).pathname.split('/').at(-1) ?? '');

/** The hotline answers what is open at this address. */
const answerTicket = (city: DemoProgram, path: string, words: string) => {
  const ticketId = parseTicketId(path.split('/').at(-1) ?? '');
  assert.ok(ticketId);
  return changeTicket(city, {
    acting: { actor: 'staff', actorId: 'hotline-1', channel: 'hotline', outlet: null, bank: null },
    as: { reach: { of: 'all' }, desk: { desk: 'hotline', bank: null } },
    ...{ ticketId, key: freshKey(), step: { action: 'answer-ticket', words } },
  });
};

const fillIn = async (citizen: Citizen): Promise<void> => {
  await citizen.fill(/上门地址/, '海淀区示范路1号院2号楼303');
  await citizen.page.getByLabel('日期').selectOption({ label: '2025年10月10日' });
  await citizen.choose('上午');
  await citizen.fill(/还有什么要说的/, '五楼，没有电梯');
};

for (const elder of [false, true])
  describe(elder ? 'in the elder mode' : 'in the standard mode', async () => {
    const city = await demoProgram({ after });

    it('R-ELDER-01, R-ELDER-02, R-ELDER-04: a retiree asks the street to come, and reads who does, up to the application', async () => {
      at(city, '2025-10-09T10:00:00');
      const citizen = await comes(city, { elder }, '王秀兰');
      await citizen.sees('请人上门帮忙', '不收费', '街道或社区工作人员', '按规定您的卡由工商银行制发');
      await citizen.press('提出请求');
      await citizen.sees('请先更正以下问题', '请选择请谁来', '请填写上门地址', '请选择希望哪天来', '请选择上午或下午');
      await citizen.choose('街道或社区工作人员');
      await fillIn(citizen);
      await citizen.press('提出请求');
      // Only what is wrong is said, and what was typed is still there.
      await citizen.sees('请选择街道');
      await citizen.page.locator('select[name=outletId]').selectOption({ index: 1 });
      await citizen.press('提出请求');
      await citizen.sees('已提出，等待对方接下', '海淀示范街道政务服务中心', '2025年10月10日 上午', '19900000001');
      const helpRequestId = requestOn(citizen);
      await citizen.open('/');
      await citizen.sees('正在办理', '上门帮办 · 已提出，等待对方接下');
      done(await acceptHelp(city, byStreet(helpRequestId, 'J11010801')));
      await citizen.press(/上门帮办/);
      await citizen.sees('已接下，会有人上门', '您本人要在场', '不会要您的密码');
      await citizen.open('/help-requests/new');
      await citizen.sees('您已经有一个帮办请求');
      await citizen.press('查看这个请求');
      const [owner] = await city.sql`select person_id from help_requests where help_request_id = ${helpRequestId}`;
      await insertTestUploads(city, owner?.person_id);
      const { number } = await apply(city, owner?.person_id);
      done(await completeHelp(city, { ...byStreet(helpRequestId, 'J11010801'), number }));
      await citizen.open(`/help-requests/${helpRequestId}`);
      await citizen.sees('已完成');
      await citizen.press('查看申领进度');
      await citizen.sees(number);
    });

    it('R-ELDER-03, R-ELDER-06: the bank of the pension cannot come; the page says why, and that 96066 goes on', async () => {
      at(city, '2025-10-09T10:00:00');
      const citizen = await comes(city, { elder }, '何桂芬');
      await citizen.choose('银行工作人员');
      await fillIn(citizen);
      await citizen.press('提出请求');
      await citizen.sees('中国银行');
      const helpRequestId = requestOn(citizen);
      done(await declineHelp(city, { ...byBank(helpRequestId, '104'), reason: 'no-home-visits' }));
      await citizen.open(`/help-requests/${helpRequestId}`);
      await citizen.sees('退回 96066，正在另行安排', '不提供上门服务', '不用您再做什么', '拨打 96066');
      await citizen.press('撤回请求');
      await citizen.sees('已撤回', '再次请人上门帮忙');
    });

    it('R-ELDER-03, R-BANK-09: who may choose the bank picks one, and another district shows other streets', async () => {
      at(city, '2025-10-09T10:00:00');
      const citizen = await comes(city, { elder, scripts: false }, '吴涛');
      await citizen.choose('街道或社区工作人员');
      await citizen.fill(/上门地址/, '朝阳区示范路9号院9号楼909');
      await citizen.page.getByLabel('您住在哪个区').selectOption({ label: '朝阳区' });
      await citizen.press('显示这个区的街道');
      assert.equal(await citizen.page.getByLabel(/上门地址/).inputValue(), '朝阳区示范路9号院9号楼909');
      const streets = await citizen.page.locator('select[name=outletId]').innerText();
      assert.match(streets, /朝阳示范街道/);
      assert.doesNotMatch(streets, /大兴/);
      await citizen.choose('银行工作人员');
      await citizen.press('提出请求');
      await citizen.sees('请选择银行', '请选择希望哪天来');
      await citizen.page.locator('select[name=bank]').selectOption({ label: '招商银行' });
      await citizen.page.getByLabel('日期').selectOption({ index: 1 });
      await citizen.choose('下午');
      await citizen.press('提出请求');
      await citizen.sees('招商银行', '下午', '朝阳区示范路9号院9号楼909');
    });

    it('R-HOTLINE-01, R-SUPERVISE-05: somebody asks, reads the answer, asks further and says that it is settled', async () => {
      at(city, '2025-10-09T10:00:00');
      const citizen = await citizenAt({ browser, base: city.base, lifetime: { after } }, { elder });
      await citizen.open('/tickets');
      await citizen.proveIdentity('李建平');
      await citizen.press('我要写一件');
      await citizen.press('提交');
      await citizen.sees('请先更正以下问题', '请选择是咨询、建议还是投诉');
      await citizen.choose(/^咨询/);
      await citizen.page.getByLabel('关于什么').selectOption({ label: '其他' });
      await citizen.fill('您想说的', '网点周末开门吗');
      await citizen.press('提交');
      await citizen.sees('网点周末开门吗', '最晚在2025年10月15日答复');
      const path = new URL(citizen.page.url()).pathname;
      done(await answerTicket(city, path, '周六开门，周日不开。'));
      await citizen.open(path);
      await citizen.sees('96066 热线', '周六开门，周日不开。');
      await citizen.fill('继续追问', '节假日也开吗');
      await citizen.press('继续追问');
      await citizen.sees('等待答复', '节假日也开吗');
      done(await answerTicket(city, path, '节假日不开。'));
      await citizen.open(path);
      await citizen.press('已经解决了');
      await citizen.sees('已了结');
      await citizen.press('返回咨询与投诉');
      await citizen.sees('咨询 · 已了结');
    });

    it('R-ELDER-02: before the notice the page says from when on, in the words of the gate', async () => {
      at(city, '2025-10-08T10:00:00');
      const citizen = await comes(city, { elder }, '李建平');
      await citizen.sees('现在还不能请人上门帮办申领', '2025年10月9日', '96066');
    });
  });

it('R-ELDER-01, R-ELDER-02: in the elder mode the first page leads to somebody who helps', async () => {
  const city = await demoProgram({ after });
  const citizen = await citizenAt({ browser, base: city.base, lifetime: { after } }, { elder: true });
  await citizen.press(/请人上门帮忙/);
  await citizen.proveIdentity('李建平');
  await citizen.sees('请人上门帮忙', '兴业银行');
});

it('nobody else opens a request, and who logs in by phone alone is asked for a name first', async () => {
  const city = await demoProgram({ after });
  const owner = await comes(city, {}, '李建平');
  await owner.choose('银行工作人员');
  await fillIn(owner);
  await owner.press('提出请求');
  const { pathname } = new URL(owner.page.url());
  const other = await comes(city, {}, '王秀兰');
  await other.open(pathname);
  await other.sees('没有找到这个页面');
});

it('R-ELDER-02, R-ELDER-06: in the console the street sends it back with a reason, and the hotline finds the bank', async (t) => {
  const city = await demoProgram(t);
  const person = await comes(city, {}, '李建平');
  await person.page.getByLabel('您住在哪个区').selectOption({ label: '海淀区' });
  await person.page.waitForLoadState();
  await person.choose('街道或社区工作人员');
  await person.page.locator('select[name=outletId]').selectOption({ index: 1 });
  await fillIn(person);
  await person.press('提出请求');
  const street = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  await street.logIn('staff-street');
  await street.page.getByRole('link', { name: '帮办' }).first().click();
  await street.sees('2025年10月10日 上午', '待接下');
  await street.page.getByRole('link', { name: /2025年10月10日/ }).click();
  await street.sees('李建平', '五楼，没有电梯', '接下');
  await street.page.getByRole('button', { name: '接下' }).click();
  await street.sees('办完了', '须本人在场', '申领编号');
  await street.page.getByLabel('原因').selectOption({ label: '那几天派不出人' });
  await street.page.getByRole('button', { name: '退回 96066' }).click();
  await street.sees('已退回 96066');
  const hotline = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  await hotline.logIn('staff-hotline');
  await hotline.page.getByRole('link', { name: '帮办' }).first().click();
  await hotline.page.getByRole('link', { name: /2025年10月10日/ }).click();
  await hotline.sees('另行安排', '那几天派不出人', '发卡银行为兴业银行');
  await hotline.page.getByLabel('请谁来').selectOption({ label: '银行工作人员' });
  await hotline.page.getByLabel('希望日期').selectOption({ index: 1 });
  await hotline.page.getByLabel('上午还是下午').selectOption({ label: '下午' });
  await hotline.page.getByRole('button', { name: '转给他们' }).click();
  await hotline.sees('待接下', '兴业银行');
  await person.open('/');
  await person.sees('上门帮办 · 已提出，等待对方接下', '兴业银行');
});
