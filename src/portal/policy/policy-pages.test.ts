// The pages for anyone over HTTP: rules and outlets, in both languages, with hostile addresses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { testDatabase } from '../../../test/support/database.ts';
import { snapshot } from '../../../test/support/questions.ts';
import { insertOutlets } from '../../outlets/outlets-store.ts';
import { holdSnapshot } from '../../policy/policy-holder.ts';
import { portalAssets } from '../open-page.ts';
import { page } from '../page.ts';
import { policyPages } from './policy-pages.tsx';

const { sql } = await testDatabase();
const session = await sql.reserve();
await insertOutlets(session, [
  {
    outletId: 'A1',
    kind: 'bank',
    bank: '102',
    district: '110108',
    name: '工行海淀示范支行',
    address: '示范路1号',
    phone: null,
    instant: true,
    place: { latitude: 39.959, longitude: 116.298 },
  },
  {
    outletId: 'A2',
    kind: 'bank',
    bank: '102',
    district: '110108',
    name: '工行中关村示范支行',
    address: '示范路2号',
    phone: null,
    instant: false,
    place: null,
  },
  {
    outletId: 'B1',
    kind: 'bank',
    bank: '104',
    district: '110101',
    name: '中行东城示范支行',
    address: '示范路3号',
    phone: null,
    instant: true,
    place: { latitude: 39.959, longitude: 116.298 },
  },
  {
    outletId: 'S1',
    kind: 'street',
    bank: null,
    district: '110108',
    name: '海淀街道示范网点',
    address: '示范路4号',
    phone: '010-0000-0001',
    instant: false,
    place: null,
  },
]);
session.release();

const app = Fastify();
await app.register(
  policyPages({
    sql,
    policy: holdSnapshot(snapshot),
    businessClock: () => Temporal.Instant.from('2025-10-09T01:00:00Z'),
    open: async (request) =>
      page({
        language: request.headers['accept-language'] === 'en' ? 'en' : 'zh',
        elder: false,
        path: request.url,
        csrf: null,
        person: null,
        timeOut: null,
        demo: false,
        assets: portalAssets(),
      }),
  }),
);
const get = async (url: string, language = 'zh') => {
  const response = await app.inject({ url, headers: { 'accept-language': language } });
  assert.equal(response.statusCode, 200);
  return response.body;
};

test('R-CHAN-15: outlets are found by district and bank, and those that make cards on the spot by themselves', async () => {
  const instant = await get('/outlets?kind=instant&bank=102');
  assert.match(instant, /工行海淀示范支行/);
  assert.doesNotMatch(instant, /工行中关村示范支行|中行东城示范支行|海淀街道示范网点/);
  const district = await get('/outlets?district=110108');
  for (const name of ['工行海淀示范支行', '工行中关村示范支行', '海淀街道示范网点'])
    assert.match(district, new RegExp(name));
  assert.doesNotMatch(district, /中行东城示范支行/);
});

test('R-CHAN-16: the plate is shown for outlets that make cards on the spot and for no other', async () => {
  const plates = (await get('/outlets?bank=102')).match(/北京市社会保障卡服务网点/g) ?? [];
  assert.equal(plates.length, 1);
});

test('a search that finds nothing says what to do', async () => {
  assert.match(await get('/outlets?district=110119'), /96066/);
});

test('the rules at a glance show fifteen banks on 2025-10-08 and sixteen today, each cell with its clause', async () => {
  assert.match(await get('/policy?on=2025-10-08'), /合作银行（15 家）/);
  const today = await get('/policy');
  assert.match(today, /合作银行（16 家）/);
  const cells = today.match(/<td/g) ?? [];
  assert.ok(cells.length > 250);
});

test('the employee who has to wait reads date, clause and what to do', async () => {
  const answer = await get(
    '/can-i?service=apply&group=employee&channel=minsheng&on=2025-06-03&person.employer.district=110108&person.employer.groupOpen=no',
  );
  assert.match(answer, /2026年1月1日起/);
  assert.match(answer, /单位集体申领/);
  assert.match(answer, /§五\(一\)1/);
});

test('what stands in the address is never shown back as markup, and no address breaks the page', async () => {
  for (const query of [
    'service=<script>alert(1)</script>',
    'on=9999-99-99',
    'on=2025-02-31',
    'service=apply&group=retiree&channel=minsheng&person.pensionBank=<img src=x>',
    '%E0%A4%A',
    'ask=1',
    'x='.repeat(2000),
  ]) {
    for (const path of ['/can-i', '/policy', '/outlets']) {
      const body = await get(`${path}?${encodeURI(query)}`);
      assert.doesNotMatch(body, /<script>alert|<img src=x/);
    }
  }
  assert.match(await get('/can-i', 'en'), /Three questions/);
});
