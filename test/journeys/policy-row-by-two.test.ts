// The bureau adds a row of the policy without a release, with the keyboard alone: one proposes, another confirms.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { type ClerkAtDesk, clerkAtDesk } from '../support/clerk-at-desk.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

const announcement = '军休干部社保卡换发通知';

const press = async ({ tabTo, keys, page }: ClerkAtDesk, name: string): Promise<void> => {
  await tabTo(page.getByRole('button', { name, exact: true }));
  await keys('Enter');
};
const follow = async ({ tabTo, keys, page }: ClerkAtDesk, name: string): Promise<void> => {
  await tabTo(page.getByRole('link', { name, exact: true }));
  await keys('Enter');
};
/** Types over what stands in a field. */
const fill = async ({ tabTo, keys, types, page }: ClerkAtDesk, label: string, text: string): Promise<void> => {
  await tabTo(page.getByLabel(label, { exact: true }));
  await keys('ControlOrMeta+a');
  await types(text);
};
const openPolicy = async (clerk: ClerkAtDesk, slug: string): Promise<void> => {
  await clerk.logIn(slug);
  await clerk.tabTo(clerk.page.getByRole('navigation').getByRole('link', { name: '政策', exact: true }));
  await clerk.keys('Enter');
};

const proposes = async (first: ClerkAtDesk): Promise<void> => {
  await first.sees('政策条目', '现行快照：第 1 号', 'batch-5', '2025年10月9日', '补充：批次');
  await follow(first, '补充：批次');
  await press(first, '看看影响谁');
  await first.sees('处需要修改，什么都没有保存', '请至少选择一项', '请填写存在的日期');
  await fill(first, '批次名称', '军休');
  await first.tabTo(first.page.getByLabel('军休干部'));
  await first.keys('Space');
  await fill(first, '从哪一天起', '2026-05-01');
  await fill(first, '公告或通知的名称', announcement);
  await fill(first, '条款', '第二条');
  await fill(first, '公告日期', '2026-04-01');
  await fill(first, '为什么补充这一条', '退役军人事务部门另行通知');
  await press(first, '看看影响谁');
  await first.sees('影响谁', '人员：军休干部', '可以办', '2026年5月1日');
  await press(first, '提交复核');
  await first.sees('补充的条目 第 1 条', '待复核', '由另一人复核', announcement);
};

const confirms = async (second: ClerkAtDesk): Promise<void> => {
  await second.sees('待复核');
  await second.keys('j', 'Enter');
  await second.sees('补充的条目 第 1 条', '影响谁', '人员：军休干部');
  await press(second, '确认');
  await second.sees('已确认', '生效前可以撤回');
  await follow(second, '全部条目');
  await second.sees('现行快照：第 2 号', 'added-1', announcement);
};

const compares = async (second: ClerkAtDesk): Promise<void> => {
  await follow(second, '快照与比较');
  await second.sees('比较两天或两个快照');
  await fill(second, '甲：快照编号', '1');
  await fill(second, '甲：日期', '2026-05-01');
  await fill(second, '乙：日期', '2026-05-01');
  await press(second, '比较');
  await second.sees('只在乙适用的条目', 'added-1', '人员：军休干部', '可以办');
};

const asks = async (base: URL): Promise<unknown> => {
  const known = { groups: ['military-retiree'], insured: true, birthDate: '1955-03-02' };
  const person = { ...known, runningApplication: false, employer: null };
  const question = { service: 'apply', channel: 'minsheng', on: '2026-05-01', card: null, actor: 'holder', person };
  const answer = await fetch(new URL('/api/v1/policy/decisions', base), {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(question),
  });
  return answer.json();
};

test('G-27: a day for 军休干部 is proposed by one and confirmed by another, and what it changes is seen before', async (t) => {
  const city = await demoProgram(t);
  const desk = { browser, base: city.base, lifetime: t };
  const first = await clerkAtDesk(desk);
  await openPolicy(first, 'staff-bureau');
  await proposes(first);
  const second = await clerkAtDesk(desk);
  await openPolicy(second, 'staff-bureau-2');
  await confirms(second);
  await compares(second);
  const { permitted, snapshot, sources } = (await asks(city.base)) as {
    readonly permitted: boolean;
    readonly snapshot: number;
    readonly sources: readonly { readonly document: string }[];
  };
  assert.deepEqual([permitted, snapshot], [true, 2]);
  assert.ok(sources.some(({ document }) => document === announcement));
});
