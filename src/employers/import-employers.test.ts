// Imports of employers and outlets: what is added, changed, left alone and refused.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { testCity } from '../../test/support/city.ts';
import { findOutlet, listOutlets } from '../outlets/outlets-store.ts';
import { importOne } from '../people/import-command.ts';
import { findEmployer } from './employers-store.ts';

const wiring = await testCity();
const { sql } = wiring;
const folder = mkdtempSync(join(tmpdir(), 'import-'));
after(() => rmSync(folder, { recursive: true }));

const bring = async (name: string, lines: readonly string[]) => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  const { added, changed, unchanged, rejected } = await importOne(wiring, path);
  const reasons = rejected === 0 ? [] : readFileSync(`${path}.rejected.csv`, 'utf8').split('\r\n').slice(1, -1);
  return { added, changed, unchanged, rejected: reasons.map((line) => line.split(',').slice(0, 2).join(' ')) };
};

describe('employers', () => {
  const headings = '单位编号,单位名称,单位类型,参保区,集体申领开通日期,合作银行';
  const employer = 'E1,示范单位,单位,110114,2024-10-30,102;104';

  it('are added, left alone when they come again, and changed when they differ', async () => {
    const school = 'S1,示范学校,学校,110108,,';
    assert.deepEqual(await bring('e.csv', [headings, employer, school]), {
      added: 2,
      changed: 0,
      unchanged: 0,
      rejected: [],
    });
    assert.deepEqual(await bring('e.csv', [headings, employer, school]), {
      added: 0,
      changed: 0,
      unchanged: 2,
      rejected: [],
    });
    const opened = 'S1,示范学校,学校,110108,2025-09-01,105';
    assert.deepEqual(await bring('e.csv', [headings, employer, opened]), {
      added: 0,
      changed: 1,
      unchanged: 1,
      rejected: [],
    });
    assert.deepEqual(await findEmployer(sql, 'S1'), {
      code: 'S1',
      name: '示范学校',
      kind: 'school',
      district: '110108',
      groupOpenOn: Temporal.PlainDate.from('2025-09-01'),
      banks: ['105'],
      presetDelivery: null,
      presetOutlet: null,
    });
    assert.equal(await findEmployer(sql, 'S2'), undefined);
  });

  it('R-GROUP-10, R-GROUP-20: may have settled an outlet and a way, in either language; what is neither goes back', async () => {
    const more = `${headings},预设开户行网点,预设领卡方式`;
    const rows = [
      'P1,示范单位,单位,110114,,102,Y1021011,网点自取',
      'P2,示范单位,单位,110114,,102,,mail',
      'P3,示范单位,单位,110114,,102,,飞鸽',
      'P4,示范单位,单位,110114,,102,网点,',
    ];
    const { added, rejected } = await bring('presets.csv', [more, ...rows]);
    assert.deepEqual([added, rejected], [2, ['4 preset_delivery', '5 preset_outlet']]);
    const settled = async (code: string) => {
      const found = await findEmployer(sql, code);
      return found && [found.presetOutlet, found.presetDelivery];
    };
    assert.deepEqual(await settled('P1'), ['Y1021011', 'outlet']);
    assert.deepEqual(await settled('P2'), [null, 'mail']);
    const { changed } = await bring('no-presets.csv', [headings, 'P1,示范单位,单位,110114,,102']);
    assert.deepEqual([changed, await settled('P1')], [1, [null, null]], 'a file without the columns takes them back');
  });

  it('R-GROUP-02: go back with more than three banks, and for every other field that is wrong', async () => {
    const wrong = [
      'E2,示范单位,单位,110114,,102;103;104;105',
      'E3,示范单位,公园,110114,,',
      'E4,示范单位,单位,310101,,',
      'E5,示范单位,单位,110114,soon,',
      'E6,示范单位,单位,110114,,102;102',
      ',示范单位,单位,110114,,',
      'E7,,单位,110114,,',
      'E8,示范单位,单位,110114,,102;103;104',
      'E8,示范单位,单位,110114,,102',
    ];
    const { added, rejected } = await bring('wrong.csv', [headings, ...wrong]);
    assert.equal(added, 1);
    assert.deepEqual(rejected, [
      '2 banks',
      '3 kind',
      '4 district',
      '5 group_open_on',
      '6 banks',
      '7 employer_code',
      '8 employer_name',
      '10 ',
    ]);
    assert.deepEqual((await findEmployer(sql, 'E8'))?.banks, ['102', '103', '104']);
  });
});

describe('outlets', () => {
  const headings = 'outlet_id,kind,bank,district,outlet_name,address,phone,instant,latitude,longitude';
  const outlets = [
    'D1,district,,110108,示范区级网点,示范路1号,,no,,',
    'J1,street,,110108,示范街道网点,示范路2号,010-0000-0001,,39.9592,116.298',
    'Y1,bank,102,110108,示范支行,示范路3号,,yes,,',
    'Y2,bank,102,110105,示范支行,示范路4号,,no,,',
    'Y3,bank,104,110108,示范支行,示范路5号,,no,,',
  ];

  it('are added, left alone, changed, and found by what is asked', async () => {
    assert.deepEqual(await bring('o.csv', [headings, ...outlets]), {
      added: 5,
      changed: 0,
      unchanged: 0,
      rejected: [],
    });
    const moved = outlets.map((line) => line.replace('示范路5号', '示范路6号'));
    assert.deepEqual(await bring('o.csv', [headings, ...moved]), { added: 0, changed: 1, unchanged: 4, rejected: [] });
    const ids = async (filter: Parameters<typeof listOutlets>[1]) =>
      (await listOutlets(sql, filter)).map(({ outletId }) => outletId);
    assert.deepEqual(await ids({}), ['Y2', 'D1', 'J1', 'Y1', 'Y3']);
    assert.deepEqual(await ids({ bank: '102' }), ['Y2', 'Y1']);
    assert.deepEqual(await ids({ bank: '102', instant: true }), ['Y1']);
    assert.deepEqual(await ids({ kind: 'bank', instant: false, district: '110108' }), ['Y3']);
    assert.deepEqual(await findOutlet(sql, 'J1'), {
      outletId: 'J1',
      kind: 'street',
      bank: null,
      district: '110108',
      name: '示范街道网点',
      address: '示范路2号',
      phone: '010-0000-0001',
      instant: false,
      place: { latitude: 39.9592, longitude: 116.298 },
    });
    const nearer = moved.map((line) => line.replace('39.9592', '39.9593'));
    assert.deepEqual(await bring('o.csv', [headings, ...nearer]), { added: 0, changed: 1, unchanged: 4, rejected: [] });
    assert.equal((await findOutlet(sql, 'Y1'))?.place, null);
  });

  it('go back when a bank outlet has no bank, another has one, or a field is wrong', async () => {
    const wrong = [
      'A,bank,,110108,x,y,,,,',
      'B,street,102,110108,x,y,,,,',
      'C,bank,工行,110108,x,y,,,,',
      'D,street,,999999,x,y,,maybe,,',
      'E,street,,110108,x,y,,,91,116.3',
      'F,street,,110108,x,y,,,39.9,',
      'G,street,,110108,x,y,,,39.9,1e2',
    ];
    const { added, rejected } = await bring('wrong.csv', [headings, ...wrong]);
    assert.equal(added, 0);
    assert.deepEqual(rejected, [
      '2 bank',
      '3 bank',
      '4 bank',
      '5 district',
      '5 instant',
      '6 latitude',
      '7 longitude',
      '8 longitude',
    ]);
  });
});
