// The pictures of a counter: a card made on the spot stage by stage, and a session from the document to the slip; desk and tablet.
import { type ClerkAtDesk, clerkAtDesk, type Desk } from '../test/support/clerk-at-desk.ts';
import type { DemoProgram } from '../test/support/demo-program.ts';
import { waitingAtCounter } from '../test/support/waiting-at-counter.ts';

type Take = (who: Pick<ClerkAtDesk, 'page'>, name: string) => Promise<void>;

const widths = [1280, 768] as const;

/** At both widths of the console. */
const both = async (clerk: ClerkAtDesk, name: string, take: Take): Promise<void> => {
  for (const width of widths) {
    await clerk.page.setViewportSize({ width, height: 900 });
    await take(clerk, `${name}-${width}`);
  }
};

/** Presses a button and waits for the page it leads to. */
const press = async ({ page }: ClerkAtDesk, name: string): Promise<void> => {
  await page.locator('main').getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
};

const makeCard = async (clerk: ClerkAtDesk, take: Take): Promise<void> => {
  const { page } = clerk;
  const main = page.locator('main');
  await main.getByRole('checkbox').first().check();
  await both(clerk, 'instant-begin', take);
  await press(clerk, '核对完毕，开始制卡');
  await page.getByLabel('账号末四位').fill('1234');
  await both(clerk, 'instant-account', take);
  await press(clerk, '账户已开立');
  await both(clerk, 'instant-photo', take);
  await page.getByLabel('持卡人已看过照片并同意').check();
  await press(clerk, '照片已确认');
  await both(clerk, 'instant-chip', take);
  await press(clerk, '写入芯片');
  await main.locator('summary').first().click();
  await both(clerk, 'instant-print', take);
  await press(clerk, '作废这张卡，换一张重做');
  await both(clerk, 'instant-again', take);
  for (const step of ['写入芯片', '打印卡面', '核验卡片']) await press(clerk, step);
  await both(clerk, 'instant-hand-over', take);
  await main.getByRole('checkbox').first().check();
  await press(clerk, '卡已交给领卡人');
  await both(clerk, 'instant-enable', take);
  await page.getByLabel('暂不启用，原来的卡继续使用').check();
  await press(clerk, '办结');
  await both(clerk, 'instant-done', take);
};

const serve = async (clerk: ClerkAtDesk, path: string, take: Take): Promise<void> => {
  const { page } = clerk;
  await page.goto(new URL(path, page.url()).href);
  await both(clerk, 'session-check', take);
  for (const name of ['本人有效身份证件', '第三代社保卡']) await page.getByLabel(name).first().check();
  await press(clerk, '核对完毕');
  await both(clerk, 'session-offers', take);
  for (const name of ['启用社会保障功能', '激活金融功能', '交通功能充值'])
    await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByLabel('充值金额（元）').fill('55');
  await press(clerk, '依次办理所选业务');
  await both(clerk, 'session-results', take);
  await press(clerk, '办完，打印回执');
  await both(clerk, 'session-slip', take);
};

/** A spring day on which cards are made on the spot: the clerk finds somebody, makes the card and serves them to the slip. */
export const counterScreens = async (desk: Desk, city: DemoProgram, take: Take): Promise<void> => {
  const { personId, idNumber } = await waitingAtCounter(city, 'retiree');
  const clerk = await clerkAtDesk(desk);
  const { page } = clerk;
  await clerk.logIn('staff-outlet-102');
  await page.goto(new URL('/console/session', city.base).href);
  await both(clerk, 'session-find', take);
  await page.getByLabel('证件号码').fill(idNumber);
  await press(clerk, '按证件号码查找');
  await page.goto(new URL(`/console/people/${personId}/instant`, city.base).href);
  await makeCard(clerk, take);
  await serve(clerk, `/console/people/${personId}/session`, take);
};
