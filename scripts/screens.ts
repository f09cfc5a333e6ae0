// Takes the pictures of docs/screens anew: citizens and staff walk through the demo city in a headless browser.
import { mkdirSync } from 'node:fs';
import sharp from 'sharp';
import { dateIn } from '../src/base/dates.ts';
import { findPersonByIdNumber } from '../src/people/people-store.ts';
import { listDemoPeople } from '../src/simulators/demo-city.ts';
import { sendIdPhotos } from '../test/support/applying.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { reportsOf, apply as submitted } from '../test/support/card-journey.ts';
import { type Citizen, citizenAt, type Habits } from '../test/support/citizen.ts';
import { clerkAtDesk, type Desk } from '../test/support/clerk-at-desk.ts';
import { type DemoProgram, demoProgram } from '../test/support/demo-program.ts';
import { insertTestUploads } from '../test/support/people.ts';
import { screensOfACard } from './screens-of-a-card.ts';
import { counterScreens } from './screens-of-the-counter.ts';

const folder = new URL('../docs/screens/', import.meta.url).pathname;

const ends: (() => Promise<void>)[] = [];
const lifetime = { after: (end: () => Promise<void>) => void ends.push(end) };

const take = async ({ page }: Pick<Citizen, 'page'>, name: string): Promise<void> => {
  const taken = await page.screenshot();
  // Pages have few colours: a palette shows the same in a third of the bytes.
  await sharp(taken).png({ palette: true }).toFile(`${folder}${name}.png`);
  console.log(`${name}.png`);
};

const apply = async (citizen: Citizen): Promise<string> => {
  await citizen.press('本人办理');
  await citizen.proveIdentity('王秀兰');
  await take(citizen, 'home');
  await citizen.press(/^申领第三代社保卡/);
  await citizen.proveIdentity('王秀兰');
  await citizen.press('开始申领');
  await citizen.press('信息无误，继续');
  await citizen.fill(/常住地址/, '海淀区示范路1号院2号楼303');
  await citizen.press('保存并继续');
  await citizen.choose('离退休人员');
  await citizen.press('保存并继续');
  await citizen.choose(/^仅为中国税收居民/);
  await citizen.press('保存并继续');
  await sendIdPhotos(citizen);
  await take(citizen, 'apply-photo');
  await citizen.press('用已有的照片');
  await take(citizen, 'apply-bank');
  await citizen.press('保存并继续');
  await citizen.choose(/海淀/);
  await citizen.press('保存并继续');
  await citizen.choose(/银行邮寄/);
  await citizen.press('保存并继续');
  await citizen.press('保存并继续');
  await take(citizen, 'apply-check');
  await citizen.press('核对无误，继续');
  for (const box of await citizen.page.getByRole('checkbox').all()) await box.check();
  await citizen.press('确认信息无误');
  return /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await citizen.reads())?.[0] ?? '';
};

/** Retirees paid through five banks, who applied some days before. */
const waiting = ['retiree-309', 'new-retiree', 'land-transfer', 'retired-and-employed', 'retiree-bank-changed'];

const somebodyWaits = async (city: DemoProgram, slug: string): Promise<string> => {
  const person = (await listDemoPeople()).find((each) => each.slug === slug);
  const personId = await findPersonByIdNumber(city.sql, city.keys, person?.idNumber ?? '');
  if (!personId) throw new Error(`nobody is ${slug}`);
  await insertTestUploads(city, personId);
  const { number, bank } = await submitted(city, personId);
  city.passTime({ hours: 24 });
  await reportsOf(city, { number, bank }).opened();
  return number;
};

/** What the bureau sees in the morning: what is late, and the lots of the banks. */
const consoleScreens = async (city: DemoProgram, desk: Desk): Promise<void> => {
  const firstLot = dateIn(city.businessClock()).add({ days: waiting.length - 1 });
  for (const slug of waiting) await somebodyWaits(city, slug);
  city.passTime({ hours: 24 * 27 });
  const clerk = await clerkAtDesk(desk);
  await clerk.logIn('staff-bureau');
  for (const [name, path] of [
    ['console-home', '/console'],
    ['console-lots', `/console/lots?day=${firstLot}`],
  ] as const) {
    await clerk.page.goto(new URL(path, city.base).href);
    await take(clerk, name);
  }
};

const main = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser();
  const city = await demoProgram(lifetime);
  const at = (habits?: Habits): Promise<Citizen> => citizenAt({ browser, base: city.base, lifetime }, habits);

  const elder = await at({ elder: true });
  await take(elder, 'home-elder');
  const retiree = await at();
  const number = await apply(retiree);
  city.passTime({ minutes: 10 });
  const bank = reportsOf(city, { number, bank: '102' });
  city.passTime({ hours: 24 });
  await bank.opened();
  city.passTime({ hours: 72 });
  await bank.produced();
  await bank.mailed();
  await retiree.open(`/applications/${number}`);
  await take(retiree, 'progress');
  await retiree.press('启用社会保障功能');
  await take(retiree, 'enable');

  const employee = await at();
  await employee.open('/apply');
  await employee.proveIdentity('陈晨');
  await take(employee, 'refused');
  await employee.page.setViewportSize({ width: 1280, height: 800 });
  await employee.open('/policy');
  await take(employee, 'policy');
  await consoleScreens(city, { browser, base: city.base, lifetime });
  const another = await demoProgram(lifetime);
  await screensOfACard({ browser, base: another.base, lifetime }, another, take);
  const counter = await demoProgram(lifetime);
  await counterScreens({ browser, base: counter.base, lifetime }, counter, take);
  for (const end of ends.reverse()) await end();
  await browser.close();
};

await main();
process.exit();
