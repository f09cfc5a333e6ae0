// Contact details at the counter: who may, with what, and that nothing of the record stands open on the desk.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { consoleOf } from '../../test/support/console.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';
import { listLooks } from '../audit/list-looks.ts';
import { findPerson } from '../people/people-store.ts';

it('R-INFO-01, R-INFO-03, R-CHAN-07: changed at a street outlet with the ID; never name or number, and not by 96066', async (t) => {
  const program = await consoleOf(t);
  const { sql, keys } = program.city;
  const person = await insertTestPerson(sql, keys);
  const path = `/console/people/${person.personId}/contact`;
  const clerk = await program.as('street');
  assert.equal((await clerk.get(path)).location, `/console/people/${person.personId}`, 'a reason first');
  assert.match((await clerk.openRecord(person.personId)).body, /contact\?for=holder/);
  const page = (await clerk.get(path)).body;
  assert.match(page, /先到人社.*只能在发卡银行网点变更/s);
  assert.ok(!page.includes(`${person.phone}`) && page.includes('199****0001'));
  const send = (fields: Readonly<Record<string, string>>, documents = ['holder-id']) =>
    clerk.post(path, fields, { documents });
  assert.equal((await send({ phone: '19900000066' }, [])).status, 409, 'no document');
  assert.equal((await send({ phone: '1990' })).status, 422);
  assert.equal((await send({ name: '张新名' })).status, 422);
  assert.match((await send({})).body, /没有改动/);
  const changed = await send({ phone: '19900000066', address: '试验路1号院2号楼', occupation: 'retired' });
  assert.match(changed.location, /done=yes/);
  assert.match((await clerk.get(changed.location)).body, /新号码和原号码都会收到提醒短信/);
  const now = await findPerson(sql, keys, person.personId);
  assert.deepEqual(
    [now?.phone, now?.contact?.address, now?.contact?.occupation],
    ['19900000066', '试验路1号院2号楼', 'retired'],
  );
  assert.equal((await (await program.as('hotline')).get(path)).status, 403);
});

it('R-INFO-01, C-39, R-PWD-05: a bank’s counter serves whoever shows their document, and sees nothing of another bank', async (t) => {
  const program = await consoleOf(t);
  const { sql, keys } = program.city;
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  const person = await insertTestPerson(sql, keys, { pensionBanks: [] });
  const { personId, idNumber } = person;
  const other = await insertOldCard(sql, keys, personId);
  await sql`update cards set bank = '105' where person_id = ${personId}`;
  await sql`insert into id_numbers (blind, person_id) values (${keys.blind('id-number', idNumber)}, ${personId})`;
  const home = `/console/people/${personId}`;
  const clerk = await program.as('bank-outlet');
  assert.equal((await clerk.get(`${home}/contact`)).location, home, 'not without the document');
  assert.equal((await clerk.get(home)).status, 404, 'the record is another bank’s');
  const at = `${home}/session`;
  assert.equal((await clerk.post('/console/session', { idNumber })).location, at);
  await clerk.post(at, { for: 'holder' }, { documents: ['holder-id'] });
  const session = (await clerk.get(at)).body;
  assert.match(session, /contact\?for=holder/);
  assert.match(session, /password\?service=change-password/);
  assert.ok(!session.includes(`${other}`), 'its card is another bank’s');
  const page = (await clerk.get(`${home}/contact?for=holder`)).body;
  assert.ok(page.includes(`href="${at}"`) && !page.includes(`${person.phone}`));
  const sent = await clerk.post(`${home}/contact`, { phone: '19900000066' }, { documents: ['holder-id'] });
  assert.match(sent.location, /done=yes/);
  assert.equal((await findPerson(sql, keys, personId))?.phone, '19900000066');
  assert.equal((await clerk.get(home)).status, 404, 'and it still is');
  const looks = await listLooks({ sql, keys }, personId, 20);
  assert.ok(looks.some(({ purpose, outletName }) => purpose === 'opened-serving' && outletName === '试验支行'));
});
