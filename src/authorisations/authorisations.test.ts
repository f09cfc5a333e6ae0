// Who may act for somebody: recorded at an outlet with the originals, in what and until when, taken back at once.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson, testPerson } from '../../test/support/people.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId } from '../base/ids.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { type Enabling, enableCard } from '../cards/enable-card.ts';
import { changePassword } from '../passwords/change-password.ts';
import type { PersonRecord } from '../people/person.ts';
import { admit } from '../policy/admit.ts';
import { services } from '../policy/question.ts';
import { type AuthorisationId, authorisableServices } from './authorisation.ts';
import { listGivenAuthorisations, listTakenAuthorisations } from './list-authorisations.ts';
import { type AuthorisationRecording, recordAuthorisation } from './record-authorisation.ts';
import { revokeAuthorisation } from './revoke-authorisation.ts';

const city = await testCity();
const { sql, keys } = city;
let holder: PersonRecord;
let agent: PersonRecord;
let cardId: CardId;

const agentDocuments = ['holder-id', 'agent-id', 'authorisation'] as const;
const today = Temporal.PlainDate.from('2025-10-09');
const stranger = {
  name: '王代办',
  idNumber: testPerson({ birthDate: Temporal.PlainDate.from('1980-01-01') }).idNumber,
};

const recording = (changes: Partial<AuthorisationRecording> = {}): AuthorisationRecording => ({
  ...{ personId: holder.personId, kind: 'agent', agent: { name: agent.name, idNumber: agent.idNumber } },
  ...{ services: authorisableServices, until: today.add({ months: 6 }), documents: agentDocuments },
  ...{ staff: { account: 'clerk-7', outletId: 'street-1', bank: null }, channel: 'street', key: freshKey() },
  ...changes,
});
const record = (changes: Partial<AuthorisationRecording> = {}) => recordAuthorisation(city, recording(changes));
const recorded = async (changes: Partial<AuthorisationRecording> = {}): Promise<AuthorisationId> =>
  done(await record(changes)).authorisationId;
const revoke = (authorisationId: AuthorisationId, personId = holder.personId) =>
  revokeAuthorisation(city, {
    acting: { actor: 'holder', actorId: personId, channel: 'website', outlet: null, bank: null },
    ...{ personId, authorisationId, key: freshKey() },
  });
const enableOnline = (changes: Partial<Enabling> = {}) =>
  enableCard(city, {
    ...{ personId: holder.personId, cardId, actor: 'agent', actorId: agent.personId, level: 3 },
    ...{ channel: 'minsheng', key: freshKey(), ...changes },
  });
const told = async () => {
  const jobs = await sql<{ sealed: Buffer }[]>`
    select sealed from jobs where person_id = ${holder.personId} and kind = 'send-message' order by job_id`;
  return jobs.map(({ sealed }) => String(JSON.parse(keys.open('jobs.sealed', holder.personId, sealed)).kind));
};

beforeEach(async () => {
  city.setClock(openingDay);
  holder = await insertTestPerson(sql, keys);
  agent = await insertTestPerson(sql, keys, { name: '李代办', birthDate: Temporal.PlainDate.from('1980-05-06') });
  const blind = keys.blind('id-number', agent.idNumber);
  await sql`
    insert into id_numbers (blind, person_id) values (${blind}, ${agent.personId})
    on conflict (blind) do update set person_id = excluded.person_id`;
  await mailedCard(city, holder.personId);
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${holder.personId}`;
  assert.ok(row);
  cardId = row.cardId;
});

describe('recording', () => {
  it('R-PROXY-01, R-PROXY-05: nobody can be authorised for what the gate lets no agent do', () => {
    const permitted = services.filter((service) => {
      const card = { generation: 3, bank: '102', socialSecurity: 'enabled', financial: 'active' } as const;
      const verdict = admit(city.policy.current(), {
        ...{ service, channel: 'bank', actor: 'agent', on: Temporal.PlainDate.from('2026-03-02'), reason: 'other' },
        card: service === 'enable' ? { ...card, socialSecurity: 'not-enabled' } : card,
        person: { insured: true, birthDate: holder.birthDate, groups: ['retiree'], upstreamSettled: true },
        outlet: { kind: 'bank', bank: '102' },
      });
      return verdict.permitted && verdict.documents.some((each) => each !== 'card');
    });
    const asQuery = permitted.map((each) => (each === 'query-progress' ? 'query-status' : each));
    assert.deepEqual([...new Set(asQuery)].toSorted(), [...authorisableServices].toSorted());
  });

  const refusals: readonly (readonly [string, () => Partial<AuthorisationRecording>, string])[] = [
    [
      'R-PROXY-02: without the written authorisation',
      () => ({ documents: ['holder-id', 'agent-id'] }),
      'AGENT_DOCUMENTS_MISSING',
    ],
    [
      'R-PROXY-02: without the agent’s document',
      () => ({ documents: ['holder-id', 'authorisation'] }),
      'AGENT_DOCUMENTS_MISSING',
    ],
    [
      'R-PROXY-02: a number that is none',
      () => ({ agent: { ...stranger, idNumber: '110101198001019231' } }),
      'AGENT_NOT_IDENTIFIED',
    ],
    ['R-PROXY-02: a name that is none', () => ({ agent: { ...stranger, name: '  ' } }), 'AGENT_NOT_IDENTIFIED'],
    [
      'R-PROXY-02: another name than this number has',
      () => ({ agent: { name: '李代班', idNumber: agent.idNumber } }),
      'AGENT_NOT_AS_ON_RECORD',
    ],
    ['R-PROXY-01: nobody themself', () => ({ agent: holder }), 'AGENT_IS_HOLDER'],
    ['R-PROXY-01: for nothing', () => ({ services: [] }), 'AUTHORISATION_EMPTY'],
    ['R-PROXY-01: longer than a year', () => ({ until: today.add({ years: 1, days: 1 }) }), 'AUTHORISATION_TOO_LONG'],
    ['R-PROXY-01: over already', () => ({ until: today.subtract({ days: 1 }) }), 'AUTHORISATION_TOO_LONG'],
    [
      'R-PROXY-04: an adult has no guardian',
      () => ({ kind: 'guardian', documents: ['holder-id', 'guardian-id', 'guardianship-proof'] }),
      'AUTHORISATION_NEEDS_MINOR',
    ],
  ];
  for (const [name, changes, code] of refusals)
    it(`${name} → ${code}`, async () => {
      assert.equal(codeOf(await record(changes())), code);
      assert.deepEqual(await listGivenAuthorisations(city, holder.personId), []);
    });

  it('R-PROXY-01, R-PROXY-02: what was shown, in what and until when; the person is told; the same key is one record', async () => {
    const asked = recording();
    const first = done(await recordAuthorisation(city, asked));
    assert.deepEqual(done(await recordAuthorisation(city, asked)), first);
    const [given, ...others] = await listGivenAuthorisations(city, holder.personId);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [given?.agent, given?.standing, given?.services, String(given?.until)],
      [{ name: '李代办', idNumber: agent.idNumber }, 'in-force', [...authorisableServices], '2026-04-09'],
    );
    const [taken] = await listTakenAuthorisations(city, agent.personId);
    assert.deepEqual([taken?.personId, taken?.name], [holder.personId, holder.name]);
    const event = (await listEvents(sql, holder.personId)).at(-1);
    assert.deepEqual(
      [event?.action, event?.actorId, event?.outlet, event?.facts.documents],
      ['record-authorisation', 'clerk-7', 'street-1', 'holder-id agent-id authorisation'],
    );
    assert.ok(!JSON.stringify(event).includes('李代办'), 'nobody’s name stands in an event');
    assert.equal((await told()).at(-1), 'authorisation-recorded');
    assert.deepEqual(await verifyPerson(city, holder.personId), []);
  });

  it('R-PROXY-02: somebody whom the core system does not know is recorded too; they have no login here', async () => {
    await recorded({ agent: stranger });
    const [given] = await listGivenAuthorisations(city, holder.personId);
    assert.deepEqual([given?.agent, given?.agentId], [stranger, null]);
  });

  it('R-PROXY-01: five at one time, and no sixth', async () => {
    for (let each = 0; each < 5; each += 1) await recorded({ agent: stranger });
    assert.equal(codeOf(await record()), 'TOO_MANY_AUTHORISATIONS');
    city.setClock(openingDay.add({ hours: 24 * 190 }));
    assert.equal(codeOf(await record({ until: today.add({ days: 200 }) })), 'ok', 'those that ended do not count');
  });
});

describe('acting', () => {
  it('R-PROXY-01, R-ENABLE-05, C-32: online by a recorded word that covers it, in the own login, with the face the policy asks for', async () => {
    assert.equal(codeOf(await enableOnline()), 'AUTHORISATION_NOT_RECORDED');
    const lossOnly = await recorded({ services: ['report-temporary-loss'] });
    assert.equal(codeOf(await enableOnline({ authorisationId: lossOnly })), 'AUTHORISATION_NOT_RECORDED');
    const authorisationId = await recorded();
    const someone = await insertTestPerson(sql, keys);
    assert.equal(
      codeOf(await enableOnline({ authorisationId, actorId: someone.personId })),
      'AUTHORISATION_NOT_RECORDED',
    );
    assert.equal(codeOf(await enableOnline({ authorisationId, level: 2 })), 'LEVEL_TOO_LOW');
    done(await enableOnline({ authorisationId }));
    const event = (await listEvents(sql, holder.personId)).find(({ action }) => action === 'enable-card');
    assert.deepEqual(
      [event?.actor, event?.actorId, event?.facts.authorisation],
      ['agent', agent.personId, authorisationId],
    );
  });

  it('R-PROXY-01: from the instant it is taken back, and after its last day, it lets nobody act', async () => {
    const authorisationId = await recorded();
    city.setClock(Temporal.Instant.from('2026-04-09T23:59:59+08:00'));
    assert.deepEqual((await listTakenAuthorisations(city, agent.personId)).length, 1);
    city.setClock(Temporal.Instant.from('2026-04-10T00:00:00+08:00'));
    assert.equal(codeOf(await enableOnline({ authorisationId })), 'AUTHORISATION_NOT_RECORDED');
    assert.deepEqual(await listTakenAuthorisations(city, agent.personId), []);
    assert.equal((await listGivenAuthorisations(city, holder.personId))[0]?.standing, 'expired');
    city.setClock(openingDay);
    done(await revoke(authorisationId));
    done(await revoke(authorisationId));
    assert.equal(codeOf(await enableOnline({ authorisationId })), 'AUTHORISATION_NOT_RECORDED');
    assert.equal((await listGivenAuthorisations(city, holder.personId))[0]?.standing, 'revoked');
    assert.equal((await told()).at(-1), 'authorisation-revoked');
    const revocations = (await listEvents(sql, holder.personId)).filter(
      ({ action }) => action === 'revoke-authorisation',
    );
    assert.equal(revocations.length, 1);
    const another = await recorded();
    assert.equal(codeOf(await revoke(another, agent.personId)), 'AUTHORISATION_UNKNOWN', 'only whoever gave it');
  });

  it('R-LOSS-17, R-HOTLINE-03, G-28: on the telephone an agent is checked by their own name and number', async () => {
    const authorisationId = await recorded();
    const call = (caller: { readonly name: string; readonly idNumber: string }, given?: AuthorisationId) =>
      changeLoss(city, {
        ...{ service: 'report-temporary-loss', personId: holder.personId, cardId, actor: 'agent', actorId: 'clerk-9' },
        ...{ channel: 'hotline', level: 0, key: freshKey(), ...(given && { authorisationId: given }) },
        served: {
          ...{ by: 'staff', outletId: null, bank: null, documents: [] },
          callerCheck: { name: caller.name, idNumber: caller.idNumber, proof: 'call-back' },
        },
      });
    assert.equal(codeOf(await call(agent)), 'DOCUMENT_MISSING');
    assert.equal(codeOf(await call(holder, authorisationId)), 'CALLER_NOT_CONFIRMED');
    done(await call(agent, authorisationId));
    const event = (await listEvents(sql, holder.personId)).at(-1);
    assert.deepEqual([event?.facts['asked-by'], event?.facts.authorisation], ['agent', authorisationId]);
  });

  it('R-PROXY-01, R-PROXY-02: at a counter the originals are shown again, and whose word it is, is known', async () => {
    const authorisationId = await recorded();
    const atCounter = (changes: Partial<Enabling>) =>
      enableCard(city, {
        ...{ personId: holder.personId, cardId, actor: 'agent', actorId: 'clerk-7', level: 0, channel: 'street' },
        served: { by: 'staff', outletId: 'street-1', bank: null, documents: [...agentDocuments, 'card'] },
        ...{ key: freshKey(), ...changes },
      });
    assert.equal(codeOf(await atCounter({})), 'AUTHORISATION_NOT_RECORDED');
    const idAlone = { by: 'staff', outletId: 'street-1', bank: null, documents: ['agent-id'] } as const;
    assert.equal(codeOf(await atCounter({ authorisationId, served: idAlone })), 'DOCUMENT_MISSING');
    done(await atCounter({ authorisationId }));
  });

  it('R-PROXY-01, C-33: an agent who knows the service password changes it', async () => {
    const authorisationId = await recorded();
    const oldPassword = holder.idNumber.slice(-6);
    const asker = { personId: holder.personId, actor: 'agent', actorId: agent.personId, channel: 'minsheng' } as const;
    const changing = { ...asker, level: 3, language: 'zh', oldPassword, newPassword: '407192' } as const;
    assert.equal(codeOf(await changePassword(city, { ...changing, key: freshKey() })), 'AUTHORISATION_NOT_RECORDED');
    assert.equal(codeOf(await changePassword(city, { ...changing, key: freshKey(), authorisationId })), 'ok');
  });

  it('R-PROXY-03, R-PROXY-04, G-21: a guardian acts by a verified link, for everything, until the child is of age', async () => {
    const child = await insertTestPerson(sql, keys, {
      birthDate: Temporal.PlainDate.from('2008-03-02'),
      groups: ['resident'],
    });
    const documents = ['holder-id', 'guardian-id', 'guardianship-proof'] as const;
    const guardian = { kind: 'guardian', documents, personId: child.personId } as const;
    assert.equal(
      codeOf(await record({ ...guardian, kind: 'agent', documents: agentDocuments })),
      'AUTHORISATION_NEEDS_GUARDIAN',
    );
    const authorisationId = await recorded(guardian);
    const [given] = await listGivenAuthorisations(city, child.personId);
    assert.equal(String(given?.until), '2026-03-01');
    assert.equal(codeOf(await revoke(authorisationId, child.personId)), 'GUARDIAN_STAYS');
    const change = () =>
      changePassword(city, {
        ...{ personId: child.personId, actor: 'guardian', actorId: agent.personId, level: 3, channel: 'minsheng' },
        ...{ language: 'zh', key: freshKey(), oldPassword: child.idNumber.slice(-6), newPassword: '407192' },
        authorisationId,
      });
    assert.equal(codeOf(await change()), 'ok');
    city.setClock(Temporal.Instant.from('2026-03-02T08:00:00+08:00'));
    assert.equal(codeOf(await change()), 'ACTOR_NOT_ALLOWED');
  });
});
