// Shows that every answer has a clause, is found by its words, and that no notice is shown before its day.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languages } from '../../base/language.ts';
import { beijing } from '../../policy/data/beijing.ts';
import { makeSnapshot } from '../../policy/snapshot.ts';
import { notices } from '../words/notices.ts';
import { questions } from '../words/questions.ts';
import { noticesOn, questionsFor, scenesOn } from './help.ts';

const snapshot = makeSnapshot(1, beijing);
const ids = (asked: string, language: 'zh' | 'en' = 'zh') =>
  questionsFor(asked, { snapshot, language }).map(({ id }) => id);

describe('questions and answers', () => {
  it('R-NOTICE-02, R-NOTICE-03: each rests on rules of the catalogue and names document and clause', () => {
    for (const { rules, id } of [...questions, ...notices.map((each) => ({ ...each, id: each.date }))])
      for (const rule of rules) assert.ok(snapshot.rules.has(rule), `${id}: ${rule}`);
    for (const language of languages)
      for (const { id, sources } of questionsFor('', { snapshot, language }))
        assert.ok(sources.length > 0 && sources.every(({ clause }) => clause !== ''), id);
    assert.equal(new Set(ids('')).size, questions.length);
  });

  it('R-OLD-09, R-FIN-04: are found by their words, several of them narrow', () => {
    assert.ok(ids('停用').includes('need-to-exchange'));
    assert.deepEqual(ids('养老金 新卡'), ['pension']);
    assert.ok(ids('ＰＥＮＳＩＯＮ', 'en').includes('pension'), 'width and case do not matter');
    assert.deepEqual(ids('没有这个词'), []);
  });
});

describe('notices', () => {
  it('come newest first, none before its day', () => {
    const on = (day: string) =>
      noticesOn(Temporal.PlainDate.from(day), { snapshot, language: 'zh' }).map(({ date }) => date.toString());
    assert.deepEqual(on('2025-10-08'), ['2025-04-24', '2024-10-30']);
    assert.equal(on('2025-10-09')[0], '2025-10-09');
    assert.equal(on('2024-10-29').length, 0);
  });

  it('R-NOTICE-04: the notice of batch 5 names the annex for retirees', () => {
    const [notice] = noticesOn(Temporal.PlainDate.from('2025-10-09'), { snapshot, language: 'zh' });
    assert.match(notice?.summary ?? '', /离退休人员线上申领操作说明/);
    assert.ok(notice?.sources.some(({ clause }) => clause === '附件'));
  });
});

describe('what the card is used for', () => {
  const on = (day: string) => scenesOn(Temporal.PlainDate.from(day), { snapshot, language: 'zh' });

  it('R-CHAN-24, R-SCENE-02: the six functions, each with what rests on a clause', () => {
    assert.deepEqual(
      on('2025-12-09').map(({ kind }) => kind),
      ['social-security', 'medical', 'transit', 'culture', 'benefits', 'finance'],
    );
    for (const { scenes } of on('2026-01-01'))
      for (const { title, sources } of scenes) assert.ok(sources.length > 0, title);
  });

  it('R-SCENE-12, R-LIB-02: nothing before its day, and what is planned says so', () => {
    const titles = (day: string) => on(day).flatMap(({ scenes }) => scenes.map(({ title }) => title));
    assert.deepEqual(on('2024-10-29'), []);
    assert.ok(!titles('2025-12-08').includes('25 家图书馆') && titles('2025-12-09').includes('25 家图书馆'));
    const planned = on('2026-01-01').flatMap(({ scenes }) => scenes.filter((scene) => scene.planned));
    assert.deepEqual(
      planned.map(({ title }) => title),
      ['社区老年就餐、校园用卡'],
    );
  });
});
