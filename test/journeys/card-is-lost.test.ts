// Somebody loses their card, stops it in two taps, and gets it back: released at the bank, or by itself when 15 days are over.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CardId, PersonId } from '../../src/base/ids.ts';
import { changeLoss } from '../../src/cards/change-loss.ts';
import { sweepLosses } from '../../src/cards/end-temporary-loss.ts';
import { axeViolations, launchBrowser, overflowsSideways } from '../support/browser.ts';
import { done, freshKey, mailedCard } from '../support/card-journey.ts';
import { citizenAt } from '../support/citizen.ts';
import { demoProgram } from '../support/demo-program.ts';
import { insertTestUploads } from '../support/people.ts';

const browser = await launchBrowser();
after(() => browser.close());

for (const elder of [false, true]) {
  test(`lost, stopped in two taps, and back, ${elder ? 'elder mode' : 'standard'}`, async (t) => {
    const program = await demoProgram(t);
    const { base, sql } = program;
    const citizen = await citizenAt({ browser, base, lifetime: t }, { elder });
    await citizen.open('/me');
    await citizen.proveIdentity('王秀兰');
    const [holder] = await sql<{ personId: PersonId }[]>`
      select person_id as "personId" from sessions where person_id is not null`;
    assert.ok(holder);
    await insertTestUploads(program, holder.personId);
    await mailedCard(program, holder.personId);
    await sql`update cards set social_security = 'invalid' where person_id = ${holder.personId} and generation < 3`;
    const [card] = await sql<{ cardId: CardId }[]>`
      update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
      where person_id = ${holder.personId} and generation = 3
      returning card_id as "cardId"`;
    assert.ok(card);
    await citizen.open('/me/change-bank');
    await citizen.sees('更换银行意味着什么', '到工商银行网点注销原卡');
    await citizen.open('/');
    await citizen.press('临时挂失');
    const { page } = citizen;
    assert.deepEqual([await axeViolations(page), await overflowsSideways(page)], [[], false]);
    await page.setViewportSize({ width: 360, height: 800 });
    await citizen.press('立即挂失');
    await citizen.sees('已临时挂失', '自动恢复社会保障功能', '正在等待银行确认', '卡找到了', '网点解挂');
    assert.deepEqual([await axeViolations(page), await overflowsSideways(page)], [[], false]);
    if (elder) {
      // Found after two days: their bank releases it.
      program.passTime({ hours: 48 });
      const [outlet] = await sql`select outlet_id as id from outlets where bank = '102' limit 1`;
      done(
        await changeLoss(program, {
          ...{ service: 'release-temporary-loss', personId: holder.personId, cardId: card.cardId, actor: 'holder' },
          ...{ actorId: 'clerk-1', level: 0, channel: 'bank', key: freshKey() },
          served: { by: 'staff', outletId: outlet?.id, bank: '102', documents: ['holder-id', 'card'] },
        }),
      );
    } else {
      program.passTime({ hours: 360 });
      assert.equal(await sweepLosses(program), 1);
    }
    await citizen.open('/me');
    await citizen.sees('已启用');
    await citizen.open('/me/record');
    await citizen.sees(elder ? '在发卡银行解除临时挂失' : '临时挂失期满，自动解挂');
  });
}
