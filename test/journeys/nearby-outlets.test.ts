// Somebody looks for the nearest outlet: their place puts the list in order and never leaves the browser.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true])
  test(`R-CHAN-15: outlets by how far away they are${elder ? ', in the elder mode' : ''}`, async (t) => {
    const { base } = await demoProgram(t);
    const citizen = await citizenAt({ browser, base, lifetime: t }, { elder });
    await citizen.open('/outlets');
    await citizen.press('按离我远近排列');
    await citizen.page.getByText('没有取得位置').waitFor();

    const context = citizen.page.context();
    await context.grantPermissions(['geolocation'], { origin: base.origin });
    await context.setGeolocation({ latitude: 40.4565, longitude: 115.975 });
    const sent: string[] = [];
    citizen.page.on('request', (request) => void sent.push(request.url()));
    await citizen.press('按离我远近排列');
    await citizen.page.getByText('已按直线距离由近到远排列').waitFor();
    const entries = await citizen.page.locator('#outlets li').allInnerTexts();
    assert.match(entries[0] ?? '', /延庆/);
    const distances = entries.map((text) => Number(/直线距离约 ([\d.]+) 公里/.exec(text)?.[1]));
    assert.deepEqual(
      distances,
      distances.toSorted((one, other) => one - other),
    );
    assert.ok((distances[0] ?? 9) < 3 && (distances.at(-1) ?? 0) > 50, distances.join(' '));
    assert.deepEqual(sent, [], 'nothing was sent');
  });

test('without scripts, and where no place is known, nothing is offered that cannot be done', async (t) => {
  const { base } = await demoProgram(t);
  const citizen = await citizenAt({ browser, base, lifetime: t }, { scripts: false });
  await citizen.open('/outlets');
  await citizen.sees('找到 197 个网点');
  assert.equal(await citizen.page.getByRole('button', { name: '按离我远近排列' }).isVisible(), false);
});
