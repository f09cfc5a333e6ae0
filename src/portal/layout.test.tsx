// The frame of every page and its parts, as HTML that a screen reader or an attacker meets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAssets } from './assets.ts';
import { Answers } from './components/answers.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { TextField } from './components/field.tsx';
import { RefusalPanel } from './components/refusal-panel.tsx';
import { Layout, pageText } from './layout.tsx';
import { type PageFacts, page } from './page.ts';
import { GuestHome, PersonHome } from './pages/home.tsx';

const assets = readAssets();
const pageOf = (facts: Partial<PageFacts> = {}) =>
  page({
    language: 'zh',
    elder: false,
    path: '/',
    csrf: null,
    person: null,
    timeOut: null,
    demo: false,
    assets,
    ...facts,
  });
const emptyDay = { known: true, isHelped: true, running: [], open: [], later: [], closed: [] };
const hostile = '</p><script>alert(1)</script>" onload="x';

test('a page says its language, its title and its one heading', () => {
  const text = pageText(<GuestHome page={pageOf()} loginHref="/login" />);
  assert.match(text, /^<!doctype html><html lang="zh-CN">/);
  assert.match(text, /<title>首页 · 一卡通<\/title>/);
  assert.equal(text.match(/<h1/g)?.length, 1);
});

test('the same page in English', () => {
  const text = pageText(<GuestHome page={pageOf({ language: 'en' })} loginHref="/login" />);
  assert.match(text, /<html lang="en">/);
  assert.match(text, /<title>Home · Yikatong<\/title>/);
});

test('R-ELDER-01: the elder mode is a class of the whole page, brings the 96066 button and fewer choices', () => {
  const elder = pageText(<GuestHome page={pageOf({ elder: true })} loginHref="/login" />);
  const standard = pageText(<GuestHome page={pageOf()} loginHref="/login" />);
  assert.match(elder, /<html lang="zh-CN" class="elder">/);
  assert.match(elder, /class="call" href="tel:96066"/);
  assert.doesNotMatch(standard, /class="call"/);
  const choices = (text: string) => text.match(/class="entry"/g)?.length ?? 0;
  assert.ok(choices(elder) < choices(standard));
});

test('R-FRAUD-01 to R-FRAUD-04: the warning stands on the home page', () => {
  const text = pageText(<GuestHome page={pageOf()} loginHref="/login" />);
  for (const said of ['不会发送带网页链接的短信', '支付密码', '切勿借给他人', '拨打 96066 反映或报警'])
    assert.ok(text.includes(said), said);
});

test('a hostile name stays text wherever it is shown', () => {
  const { say } = pageOf();
  const text = pageText(
    <Layout page={pageOf({ path: `/x?${hostile}`, person: { name: hostile } })} title={hostile} tab={null}>
      <h1>{say('home.greeting', { name: hostile })}</h1>
      <Answers page={pageOf()} rows={[{ label: hostile, value: hostile, change: '/apply/contact' }]} />
      <TextField page={pageOf()} name="phone" label={hostile} value={hostile} error={hostile} hint={hostile} />
      <ErrorSummary page={pageOf()} errors={{ phone: hostile }} />
      <RefusalPanel page={pageOf()} refusal={{ message: hostile, sources: [], instead: [hostile] }} />
    </Layout>,
  );
  assert.doesNotMatch(text, /<script>/);
  assert.ok(!text.includes('" onload='));
  assert.ok(text.includes('&lt;script>'));
});

test('pages carry neither inline script nor inline style', () => {
  const text = pageText(<PersonHome page={pageOf({ person: { name: '王*' } })} today={emptyDay} />);
  assert.doesNotMatch(text, /<style|style=|<script(?! defer src=)|\son\w+=/);
});

test('a mistake is told on top with a link to its field, at the field, and in the title', () => {
  const text = pageText(
    <Layout page={pageOf()} title="X" tab={null} hasErrors>
      <ErrorSummary page={pageOf()} errors={{ phone: 'Y' }} />
      <TextField page={pageOf()} name="phone" label="Z" value="" error="Y" />
    </Layout>,
  );
  assert.match(text, /<title>有错误：X/);
  assert.match(text, /<a href="#phone">Y<\/a>/);
  assert.match(text, /<input id="phone" name="phone" required aria-describedby="phone-error" aria-invalid="true"/);
});

test('a refusal names what, why and what to do instead, and always the hotline', () => {
  const refusal = {
    message: '离退休人员 2025年10月9日 起可以申领。',
    sources: [{ document: '第五批通知', clause: '§一', date: '2025-10-09' }],
    instead: ['届时在线上申领'],
  };
  const text = pageText(
    <Layout page={pageOf()} title="X" tab={null}>
      <RefusalPanel page={pageOf()} refusal={refusal} />
    </Layout>,
  );
  for (const said of [refusal.message, '《第五批通知》§一（2025年10月9日）', '届时在线上申领', 'tel:96066'])
    assert.ok(text.includes(said), said);
});
