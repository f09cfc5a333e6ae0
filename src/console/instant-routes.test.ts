// A card made on the spot as a clerk goes through its pages: every stage, a machine that fails, and who is let near it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { Visitor } from '../../test/support/visitor.ts';

const outletId = 'Y1021011';
const stock = '/console/card-stock';
const plain = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

/** A counter with ten blanks in March 2026, machines that answer, and an application that was filed there. */
const atCounter = async (program: Console) => {
  const { city, app, wiring } = program;
  await app.listen({ host: '127.0.0.1', port: wiring.config.port });
  city.setClock(Temporal.Instant.from('2026-03-02T10:00:00+08:00'));
  await city.sql`
    insert into outlets (outlet_id, kind, bank, district, name, address, instant)
    values (${outletId}, 'bank', '102', '110101', '试验支行', '试验路1号', true)`;
  const person = await insertTestPerson(city.sql, city.keys);
  const blind = city.keys.blind('id-number', person.idNumber);
  await city.sql`insert into id_numbers (blind, person_id) values (${blind}, ${person.personId})`;
  const clerk = await program.as('bank-outlet');
  await clerk.post(stock, { kind: 'received', quantity: '10' });
  await clerk.post('/console/counter', { idNumber: person.idNumber });
  return { ...person, clerk, home: `/console/people/${person.personId}/instant` };
};

const file = async (clerk: Clerk, personId: string): Promise<string> => {
  const form = {
    ...{ phone: '19900000066', homeAddress: '试验市试验区幸福路1号', occupation: 'retired', taxResidency: 'china' },
    ...{ delivery: 'outlet', outletId, idValidity: '2035.12.01', photo: 'uploaded', pledge: 'yes' },
  };
  const path = `/console/counter/${personId}/form?for=holder&bank=102&documents=holder-id`;
  const filed = await clerk.post(path, form, { consents: ['sensitive-data', 'share-with-bank'] });
  assert.equal(filed.status, 303, filed.body);
  return filed.location;
};

/** What befalls the next step of the machines, as somebody sets it on the page of the demo. */
const befall = async ({ base }: Console, mishap: string): Promise<void> => {
  const visitor = new Visitor(base);
  const page = await visitor.visit('/demo/devices');
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(page.text) ?? [];
  const { status } = await visitor.visit('/demo/devices', { _csrf: token, mishap });
  assert.equal(status, 303);
};

describe('a card made on the spot', () => {
  it('R-PROD-02, R-PROD-08, R-CHAN-16: from the slip to the enabled card; what fails says so and goes on where it was', async (t) => {
    const program = await consoleOf(t);
    const { clerk, personId, home } = await atCounter(program);
    assert.match((await clerk.get(home)).body, /没有在本网点提交/);
    const slip = await clerk.get(await file(clerk, personId));
    assert.ok(slip.body.includes(`href="${home}"`), 'from the slip');
    assert.match((await clerk.get(home)).body, /name="documents" value="holder-id"/);
    assert.match((await clerk.post(home)).body, /role="alert"/, 'R-CHAN-19: not without the document');
    const begun = await clerk.post(home, {}, { documents: ['holder-id'] });
    assert.equal(begun.status, 303, begun.body);
    const job = begun.location;
    assert.equal((await clerk.get(home)).location, job, 'and from then on it is gone on with');
    const stage = async (
      name: string,
      more: Readonly<Record<string, string>> = {},
      documents: readonly string[] = [],
    ) => clerk.post(job, { stage: name, ...more }, { documents });
    const passes = async (...given: Parameters<typeof stage>) => {
      const { status, body } = await stage(...given);
      assert.equal(status, 303, `${given[0]}: ${plain(body)}`);
    };
    assert.match((await stage('print')).body, /还没有轮到这一步/);
    assert.match((await stage('open-account', { accountLastFour: '12' })).body, /账号末四位数字/);
    await passes('open-account', { accountLastFour: '1234' });
    await passes('confirm-photo', { confirmed: 'yes' });
    await befall(program, 'down');
    assert.match((await stage('personalise')).body, /设备没有答复/);
    const waiting = plain((await clerk.get(job)).body);
    assert.match(waiting, /可用空白卡 9/);
    assert.match(waiting, /test-outlet：设备没有答复/, 'the try is kept');
    await passes('personalise');
    await befall(program, 'spoils');
    assert.match((await stage('print')).body, /已转为废卡/);
    await passes('personalise');
    await passes('print');
    assert.match((await clerk.post(`${job}/leave`)).body, /先作废这张卡/);
    assert.equal((await clerk.post(`${job}/set-aside`, { attempt: '2' })).status, 303);
    assert.match(plain((await clerk.get(stock)).body), /可用 8 废卡（待销毁） 2/);
    for (const name of ['personalise', 'print', 'verify']) await passes(name);
    assert.match((await clerk.get('/console/instant')).body, /卡片已核验/, 'whoever comes back finds it');
    assert.match((await stage('hand-over')).body, /role="alert"/, 'R-DELIV-05');
    await passes('hand-over', {}, ['holder-id']);
    assert.match((await stage('enable')).body, /请先确认/);
    await passes('enable', { wish: 'enable-and-activate' });
    await passes('enable', { wish: 'neither' });
    assert.match(plain((await clerk.get(job)).body), /已办结/);
    assert.match(plain((await clerk.get(stock)).body), /可用 7 废卡（待销毁） 2/);
    const [card] = await program.city.sql`
      select social_security, financial from cards where person_id = ${personId}`;
    assert.deepEqual({ ...card }, { social_security: 'enabled', financial: 'active' });
  });

  it('R-PROD-04: left to the bank before there is a card; another outlet, another role and a closed record see none of it', async (t) => {
    const program = await consoleOf(t);
    const { clerk, personId, home } = await atCounter(program);
    await file(clerk, personId);
    const job = (await clerk.post(home, {}, { documents: ['holder-id'] })).location;
    const record = await clerk.get(`/console/people/${personId}`);
    assert.match(record.body, /接着制卡/);
    await program.city.sql`update instant_jobs set outlet_id = 'Y1021099'`;
    assert.equal((await clerk.get(job)).status, 404, 'of the same bank, at another outlet');
    await program.city.sql`update instant_jobs set outlet_id = ${outletId}`;
    for (const role of ['street', 'hotline', 'bank-office', 'bureau'] as const)
      assert.equal((await (await program.as(role)).get(job)).status, 403, role);
    const again = await program.as('bank-outlet');
    assert.equal((await again.get(job)).location, `/console/people/${personId}`, 'the reason comes first');
    await again.openRecord(personId);
    assert.equal((await again.post(`${job}/leave`)).status, 303);
    assert.match(plain((await again.get(job)).body), /已转由银行制作/);
    const [order] = await program.city.sql`select state from orders where person_id = ${personId}`;
    assert.equal(order?.state, 'waiting');
  });
});
