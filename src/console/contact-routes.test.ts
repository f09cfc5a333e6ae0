// Contact details at the counter: who may, with what, and that nothing of the record stands open on the desk.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
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
