// Figures follow from events: each once in whatever order transactions end, the same when all are counted anew, and as the tables have it.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { bear } from '../../test/model/hand.ts';
import { type Living, live, livingOf, noCounts } from '../../test/model/living.ts';
import { openOutlets } from '../../test/model/outlets.ts';
import { untilSealable } from '../../test/support/audit.ts';
import { apply, done, freshKey, mailedCard, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { chooseAnotherBank } from '../applications/choose-another-bank.ts';
import { deliveryChoice } from '../applications/delivery-choice.ts';
import { sweepMissedLimits } from '../applications/tell-missed-limit.ts';
import { urgeApplication } from '../applications/urge-application.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { enableCard } from '../cards/enable-card.ts';
import { parseCorrectionId } from '../corrections/correction.ts';
import { decideCorrection } from '../corrections/decide-correction.ts';
import { proposeCorrection } from '../corrections/propose-correction.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import { randomOf } from '../seed/random.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { countEvents, counted, recountEvents } from './count-events.ts';
import type { Cut, Measure } from './measure.ts';

type City = Awaited<ReturnType<typeof testCity>>;

const flexible = {
  groups: ['flexible'],
  birthDate: Temporal.PlainDate.from('1980-03-02'),
  pensionBanks: [],
  retiredOn: null,
} as const;

const count = async (city: City): Promise<void> => {
  await untilSealable(city.sql);
  while (!(await countEvents(city)));
};

type Wanted = { readonly scope?: string; readonly cut: Cut };

/** `value day measure count` of what is shown, of some measures. */
const shown = async ({ sql }: City, { scope = 'city', cut }: Wanted, ...of: readonly Measure[]) => {
  const rows = await sql<{ line: string }[]>`
    select concat_ws(' ', nullif(value, ''), day, measure, count) as line
    from statistics_counts join statistics_runs using (run)
    where is_shown and scope = ${scope} and cut = ${cut} and measure = any(${[...of]}) order by line`;
  return rows.map(({ line }) => line);
};

const at = (text: string) => Temporal.Instant.from(`${text}+08:00`);

describe('what is counted', () => {
  it('R-STATS-05: of three who apply in November 2025, one of each group, each counts under group and batch', async () => {
    const city = await testCity();
    city.setClock(at('2025-11-10T09:00:00'));
    const employer = {
      ...{
        code: 'E1',
        name: '试验公司',
        kind: 'employer',
        district: '110111',
        presetDelivery: null,
        presetOutlet: null,
      },
      ...{ groupOpenOn: Temporal.PlainDate.from('2024-11-01'), banks: ['102'] },
    } as const;
    const working = { ...flexible, groups: ['employee'], employer, district: '110105' } as const;
    for (const person of [working, flexible, {}])
      await apply(city, (await insertTestPerson(city.sql, city.keys, person)).personId, { ...mailForm, bank: '102' });
    await count(city);
    const on = '2025-11-10 applied 1';
    assert.deepEqual(await shown(city, { cut: 'group' }, 'applied'), [
      `employee ${on}`,
      `flexible ${on}`,
      `retiree ${on}`,
    ]);
    assert.deepEqual(await shown(city, { cut: 'batch' }, 'applied'), [`1 ${on}`, `4 ${on}`, `5 ${on}`]);
    assert.deepEqual(await shown(city, { cut: 'district' }, 'applied'), [
      `110105 ${on}`,
      '110108 2025-11-10 applied 2',
    ]);
    assert.deepEqual(await shown(city, { scope: 'bank:102', cut: 'district' }, 'applied'), [
      `110105 ${on}`,
      '110108 2025-11-10 applied 2',
    ]);
    assert.deepEqual(await shown(city, { scope: 'district:110105', cut: 'group' }, 'applied'), [`employee ${on}`]);
  });

  it('R-PROD-01: a card is late from its last day until it is made, by the days of Beijing', async () => {
    const city = await testCity();
    const { personId } = await insertTestPerson(city.sql, city.keys);
    const submitted = await apply(city, personId);
    const bank = reportsOf(city, submitted);
    await bank.opened();
    city.setClock(at('2025-11-09T00:30:00'));
    await sweepMissedLimits(city);
    const { number } = submitted;
    done(
      await urgeApplication(city, {
        ...{ personId, actor: 'holder', actorId: personId, channel: 'minsheng', key: freshKey(), number },
      }),
    );
    await count(city);
    city.setClock(at('2025-11-12T23:30:00'));
    await bank.produced();
    await bank.mailed();
    await count(city);
    assert.deepEqual(
      await shown(city, { cut: 'bank' }, 'applied', 'applied-alone', 'late', 'late-over', 'produced', 'produced-late'),
      [
        ...['102 2025-10-09 applied 1', '102 2025-10-09 applied-alone 1', '102 2025-11-09 late 1'],
        ...['102 2025-11-12 late-over 1', '102 2025-11-12 produced 1', '102 2025-11-12 produced-late 1'],
      ],
    );
    assert.deepEqual(await shown(city, { cut: 'district' }, 'urged', 'enabled'), ['110108 2025-11-09 urged 1']);
  });

  it('R-STATS-05: an enabling that two put right counts back on its own day, piece by piece and all anew', async () => {
    const city = await testCity();
    const enabled = () => shown(city, { cut: 'bank' }, 'enabled');
    const cardOf = async () => {
      const { personId } = await insertTestPerson(city.sql, city.keys);
      await mailedCard(city, personId);
      const [card] = await city.sql<{ cardId: CardId }[]>`
        select card_id as "cardId" from cards where person_id = ${personId}`;
      assert.ok(card);
      const asker = { personId, ...card, actor: 'holder', actorId: personId, channel: 'minsheng', level: 3 } as const;
      done(await enableCard(city, { ...asker, key: freshKey() }));
      return personId;
    };
    city.setClock(at('2025-11-10T09:00:00'));
    const [mistaken] = [await cardOf(), await cardOf()];
    await count(city);
    assert.deepEqual(await enabled(), ['102 2025-11-10 enabled 2']);
    city.setClock(at('2025-11-13T09:00:00'));
    await undoEnabling(city, mistaken);
    await count(city);
    assert.deepEqual(await enabled(), ['102 2025-11-10 enabled 1']);
    const piecewise = await everything(city);
    assert.equal(await recountEvents(city), true);
    assert.deepEqual(await everything(city), piecewise);
  });

  it('R-SUPERVISE-03: applications, late cards and complaints stand beside each other, bank by bank', async () => {
    const city = await testCity();
    const { personId } = await insertTestPerson(city.sql, city.keys);
    await reportsOf(city, await apply(city, personId)).opened();
    city.setClock(at('2025-11-09T00:30:00'));
    await sweepMissedLimits(city);
    const asked = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 2 } as const;
    const said = { kind: 'complaint', words: '在小区里摆摊推销', language: 'zh' } as const;
    for (const bank of ['102', '105', null])
      done(
        await openTicket(city, { ...asked, ...said, key: freshKey(), about: { topic: 'stall', bank, place: null } }),
      );
    await count(city);
    assert.deepEqual(await shown(city, { cut: 'bank' }, 'applied', 'late', 'complained'), [
      ...['102 2025-10-09 applied 1', '102 2025-11-09 complained 1', '102 2025-11-09 late 1'],
      '105 2025-11-09 complained 1',
    ]);
    const elsewhere = [...(await shown(city, { cut: 'district' }, 'complained'))];
    elsewhere.push(...(await shown(city, { scope: 'bank:105', cut: 'district' }, 'complained')));
    assert.deepEqual(elsewhere, [], 'of which district they came nobody counts');
  });

  it('G-39: an application that is given to another bank is applied for at the first and made by the second', async () => {
    const city = await testCity();
    const { personId } = await insertTestPerson(city.sql, city.keys, flexible);
    const { number } = await apply(city, personId, { ...mailForm, bank: '103' });
    done(await reportAccountRefused(city, { bank: '103', number, key: freshKey(), body: { reason: 'other' } }));
    const choice = deliveryChoice.parse({
      ...{ delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002', address: '试验路9号院1号楼' },
      postcode: '',
    });
    done(
      await chooseAnotherBank(city, {
        ...{ personId, actor: 'holder', actorId: personId, level: 3, channel: 'jingtong', key: freshKey(), number },
        ...{ choice, bank: '104', consents: ['share-with-bank'] },
      }),
    );
    city.passTime({ minutes: 10 });
    const second = reportsOf(city, { number, bank: '104' });
    await second.opened();
    await second.produced();
    await count(city);
    assert.deepEqual(await shown(city, { cut: 'bank' }, 'applied', 'produced'), [
      '103 2025-10-09 applied 1',
      '104 2025-10-09 produced 1',
    ]);
  });
});

describe('counting', () => {
  it('waits for a transaction that began earlier and ends later, and counts its event once', async (t: TestContext) => {
    const city = await testCity();
    const { personId } = await insertTestPerson(city.sql, city.keys);
    const slow = await city.sql.reserve();
    t.after(() => slow.release());
    await slow`begin`;
    await slow`select pg_current_xact_id()`;
    await apply(city, personId);
    const other = await insertTestPerson(city.sql, city.keys);
    await slow`
      insert into events (person_id, seq, at, action, subject, actor, actor_id, channel, rules, policy_snapshot, facts,
                          previous_mac, mac, recorded_at)
      values (${other.personId}, 1, ${city.businessClock()}, 'submit-application', 'application:x', 'holder', '', 'website',
              '{}', 1, '{"bank": "104", "group": "retiree"}', '', '\\x00', now())`;
    await countEvents(city);
    assert.deepEqual(await shown(city, { cut: 'bank' }, 'applied'), [], 'nothing behind the open one is counted yet');
    await slow`commit`;
    await count(city);
    await count(city);
    assert.deepEqual(await shown(city, { cut: 'bank' }, 'applied'), [
      '102 2025-10-09 applied 1',
      '104 2025-10-09 applied 1',
    ]);
  });

  it('says of which instant the figures are: the last by which every transaction that had begun is counted', () => {
    const run = { run: 1, end: 10, asOf: at('2025-10-09T09:00:00'), markTransaction: null, markAt: null };
    const now = at('2025-10-09T09:05:00');
    assert.equal(counted(run, { end: 20, next: 20, now }).asOf, now, 'nothing runs: all is counted');
    const marked = counted(run, { end: 18, next: 20, now });
    assert.deepEqual([marked.asOf, marked.markTransaction, marked.markAt], [run.asOf, 20, now]);
    const held = counted(marked, { end: 19, next: 30, now: now.add({ minutes: 1 }) });
    assert.deepEqual([held.asOf, held.markTransaction], [run.asOf, 20], 'the older one still runs');
    const reached = counted(held, { end: 25, next: 40, now: now.add({ minutes: 2 }) });
    assert.deepEqual([reached.asOf, reached.markTransaction], [now, 40]);
  });

  it('comes to the same piece by piece and all anew, and to what the tables say, whatever people and banks did', async () => {
    const city = await testCity();
    await openOutlets(city);
    const lives: Living[] = [];
    for (let each = 0; each < 12; each += 1) lives.push(livingOf(await bear(city.sql, city), randomOf(each)));
    await liveOn(city, lives);
    const piecewise = await everything(city);
    assert.ok(piecewise.length > 100, `${piecewise.length} rows`);
    assert.equal(await recountEvents(city), true);
    assert.deepEqual(await everything(city), piecewise);
    const [runs] = await city.sql`select count(distinct run)::int as counted from statistics_counts`;
    assert.equal(runs?.counted, 1, 'what is not shown is gone');
    assert.deepEqual(await sums(city), await asTablesHaveIt(city));
  });
});

const undoEnabling = async (city: City, personId: PersonId): Promise<void> => {
  const staff = (actorId: string) =>
    ({ actor: 'staff', actorId, channel: 'console', outlet: null, bank: null }) as const;
  const [act] = await city.sql<{ seq: number }[]>`
    select seq from events where person_id = ${personId} and action = 'enable-card'`;
  const reason = '启用了别人的卡';
  const proposing = { acting: staff('clerk-1'), key: freshKey(), personId, seq: act?.seq ?? 0, reason };
  const { correctionId } = done(await proposeCorrection(city, proposing));
  const decision = { correctionId: parseCorrectionId(correctionId), decision: 'confirmed', note: '' } as const;
  assert.ok(decision.correctionId);
  done(
    await decideCorrection(city, {
      ...{ acting: staff('bureau-1'), key: freshKey(), ...decision, correctionId: decision.correctionId },
    }),
  );
};

/** Random commands, time that passes, limits that are missed, and counting now and then. */
const liveOn = async (city: City, lives: readonly Living[]): Promise<void> => {
  const random = randomOf(20_251_009);
  const counts = noCounts();
  for (let moment = 0; moment < 25; moment += 1) {
    for (const one of lives) {
      await live(one, { at: city.businessClock().epochMilliseconds, counts });
      if (random.chance(0.12)) await uploadAnew(city, one.hand.person.personId);
    }
    city.passTime({ minutes: 20 });
    if (random.chance(0.5)) city.passTime({ hours: 24 * 16 });
    if (random.chance(0.8)) await sweepMissedLimits(city);
    if (random.chance(0.5)) await countEvents(city);
  }
  await sweepMissedLimits(city);
  await count(city);
};

const uploadAnew = async (city: City, personId: PersonId): Promise<void> => {
  await city.sql`delete from uploads where person_id = ${personId} and application_id is null`;
  await insertTestUploads(city, personId);
};

const everything = async ({ sql }: City): Promise<readonly string[]> => {
  const rows = await sql<{ line: string }[]>`
    select concat_ws('|', scope, cut, measure, day, value, count) as line
    from statistics_counts join statistics_runs using (run) where is_shown order by line`;
  return rows.map(({ line }) => line);
};

/** Of each cut of the city; all four must add up to the same. */
const sums = async ({ sql }: City): Promise<object> => {
  const rows = await sql<{ cut: string; applied: number; produced: number; enabled: number; late: number }[]>`
    select cut, coalesce(sum(count) filter (where measure = 'applied'), 0)::int as applied,
      coalesce(sum(count) filter (where measure = 'produced'), 0)::int as produced,
      coalesce(sum(count) filter (where measure = 'enabled'), 0)::int as enabled,
      (coalesce(sum(count) filter (where measure = 'late'), 0)
        - coalesce(sum(count) filter (where measure = 'late-over'), 0))::int as late
    from statistics_counts where scope = 'city' group by cut order by cut`;
  const [first, ...others] = rows.map(({ cut: _cut, ...sum }) => sum);
  for (const other of others) assert.deepEqual(other, first);
  assert.ok(first && first.applied >= 10 && first.produced >= 3 && first.enabled > 0, JSON.stringify(first));
  return first;
};

/** Of first cards alone: who has lost a card and gets another is no part of the campaign. */
const asTablesHaveIt = async ({ sql }: City): Promise<object> => {
  const [row] = await sql`
    with first_cards as (
      select cards.* from cards where generation = 3 and not exists (
        select from events made join events ordered on ordered.person_id = made.person_id
          and ordered.subject = made.subject and ordered.action in ('request-reissue', 'request-exchange')
        where made.person_id = cards.person_id and made.action = 'report-produced'
          and made.facts ->> 'card' = cards.card_id::text)
    )
    select (select count(*)::int from applications where service = 'apply') as applied,
      (select count(*)::int from first_cards) as produced,
      (select count(*)::int from first_cards where enabled_at is not null) as enabled,
      (select count(*)::int from applications where service = 'apply' and limit_missed_on is not distinct from due_on
        and (state in ('submitted', 'in-production') or held_from in ('submitted', 'in-production'))) as late`;
  return { ...row };
};
