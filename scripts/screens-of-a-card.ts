// The pictures of what a card is used for and what may happen to it, on a phone in both modes.
import { enableCard } from '../src/cards/enable-card.ts';
import { listCards } from '../src/cards/list-cards.ts';
import { findPersonByIdNumber } from '../src/people/people-store.ts';
import { listDemoPeople } from '../src/simulators/demo-city.ts';
import { done, freshKey, mailedCard } from '../test/support/card-journey.ts';
import { type Citizen, citizenAt } from '../test/support/citizen.ts';
import type { Desk } from '../test/support/clerk-at-desk.ts';
import type { DemoProgram } from '../test/support/demo-program.ts';
import { insertTestUploads } from '../test/support/people.ts';

type Take = (who: Pick<Citizen, 'page'>, name: string) => Promise<void>;

/** Somebody of the demo whose new card came by mail and is enabled. */
const holderOf = async (city: DemoProgram, slug: string) => {
  const person = (await listDemoPeople()).find((each) => each.slug === slug);
  const personId = await findPersonByIdNumber(city.sql, city.keys, person?.idNumber ?? '');
  if (!person || !personId) throw new Error(`nobody is ${slug}`);
  await insertTestUploads(city, personId);
  await mailedCard(city, personId);
  const card = (await listCards(city, personId)).find(({ generation }) => generation === 3);
  if (!card) throw new Error(`${slug} has no new card`);
  const acting = { personId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng' } as const;
  done(await enableCard(city, { ...acting, cardId: card.cardId, key: freshKey() }));
  return { name: person.name, personId, cardId: card.cardId };
};

/** Opens a page and proves who is there when it asks. */
const opens = async (citizen: Citizen, path: string, name: string): Promise<void> => {
  await citizen.open(path);
  if (citizen.page.url().includes('/demo/')) await citizen.proveIdentity(name);
};

/** The page in one picture, with what is fixed to the edge of the screen at its edge. */
const takeWhole = async (citizen: Citizen, name: string, take: Take): Promise<void> => {
  const { page } = citizen;
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 360, height: Math.min(height, tallest) });
  await take(citizen, name);
  if (before) await page.setViewportSize(before);
};

const tallest = 4_000;

/** What there is for a card in use, in the order of its life; then it is lost. */
export const screensOfACard = async (desk: Desk, city: DemoProgram, take: Take): Promise<void> => {
  for (const [slug, elder] of [
    ['retiree', false],
    ['retiree-309', true],
  ] as const) {
    const { name, cardId } = await holderOf(city, slug);
    const citizen = await citizenAt(desk, { elder });
    const mode = elder ? 'elder' : 'standard';
    const pages = {
      ...{ me: '/me', use: '/use', transit: `/cards/${cardId}/transit`, contact: '/me/contact' },
      ...{
        password: '/me/password',
        authorisations: '/me/authorisations',
        question: '/tickets/new',
        bank: '/me/change-bank',
      },
      ...{ replace: `/cards/${cardId}/replace`, cancel: `/cards/${cardId}/cancel`, loss: '/loss' },
    };
    for (const [what, path] of Object.entries(pages)) {
      await opens(citizen, path, name);
      await takeWhole(citizen, `card-${what}-${mode}`, take);
    }
    await citizen.press('立即挂失');
    await takeWhole(citizen, `card-lost-${mode}`, take);
    await citizen.open('/progress/password');
    await takeWhole(citizen, `card-status-${mode}`, take);
  }
};
