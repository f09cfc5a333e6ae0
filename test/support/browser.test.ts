// Proves the browser harness itself: it starts, sees planted faults, draws Chinese, and unpacks safely at once.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import {
  axeViolations,
  launchBrowser,
  missingGlyphs,
  overflowsSideways,
  pageWidths,
  takeScreenshots,
} from './browser.ts';
import { unpackedFolder } from './chromium.ts';

const fontFolder = fileURLToPath(new URL('.', import.meta.resolve('@fontsource/noto-sans-sc/400.css')));
const strictPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'";
const pages: Readonly<Record<string, string>> = {
  '/clean': '<main><h1>社会保障卡</h1><p>Social security card</p></main>',
  '/planted': '<main><h1>社会保障卡</h1><img src="/none.png"><input name="id"></main>',
  '/no-glyph': '<main><h1>社会\u{10fffd}</h1></main>',
  '/wide': `<main><h1>宽</h1><pre>${'x'.repeat(2000)}</pre></main>`,
};

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  response.setHeader('content-security-policy', strictPolicy);
  if (path.startsWith('/font/')) {
    const file = await readFile(join(fontFolder, path.slice('/font/'.length)));
    response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'font/woff2').end(file);
  } else if (path === '/page.css') {
    response.setHeader('content-type', 'text/css').end("body { font-family: 'Noto Sans SC', sans-serif }");
  } else {
    const head = '<meta charset="utf-8"><title>一卡通</title><link rel="stylesheet" href="/page.css">';
    const font = '<link rel="stylesheet" href="/font/400.css">';
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><html lang="zh-CN"><head>${head}${font}</head><body>${pages[path] ?? ''}</body></html>`,
    );
  }
});

let browser: Browser;
let page: Page;
let origin: string;

before(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  page = await browser.newPage();
});

after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

test('axe is silent on a clean page under a strict Content-Security-Policy', async () => {
  await page.goto(`${origin}/clean`);
  assert.deepEqual(await axeViolations(page), []);
});

test('axe finds an image without words and a field without a label', async () => {
  await page.goto(`${origin}/planted`);
  const found = (await axeViolations(page)).join('\n');
  assert.match(found, /image-alt/);
  assert.match(found, /^label /m);
});

test('the web font draws every character of 社会保障卡 as wide as it is high and none like another', async () => {
  await page.goto(`${origin}/clean`);
  assert.deepEqual(await missingGlyphs(page), []);
  const drawings: string[] = await page.evaluate(`(() => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = '40px "Noto Sans SC"';
    return [...'社会保障卡'].map((character) => {
      pen.clearRect(0, 0, 300, 150);
      pen.fillText(character, 10, 60);
      return pen.measureText(character).width + ':' + pen.getImageData(0, 0, 80, 80).data.join('');
    });
  })()`);
  assert.equal(new Set(drawings).size, 5);
  for (const drawing of drawings) assert.match(drawing, /^40:/);
});

test('a character that no font has is reported', async () => {
  await page.goto(`${origin}/no-glyph`);
  assert.deepEqual(await missingGlyphs(page), ['\u{10fffd}']);
});

test('a page that is too wide is noticed, one that fits is not', async () => {
  await page.goto(`${origin}/wide`);
  assert.equal(await overflowsSideways(page), true);
  await page.goto(`${origin}/clean`);
  assert.equal(await overflowsSideways(page), false);
});

test('pictures are taken at every width', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'screens-'));
  await page.goto(`${origin}/clean`);
  const paths = await takeScreenshots(page, folder, 'clean');
  assert.deepEqual(
    paths,
    pageWidths.map((width) => join(folder, `clean-${width}.png`)),
  );
  for (const path of paths) assert.ok((await stat(path)).size > 1000);
  await rm(folder, { recursive: true });
});

test('a page reaches nothing but this machine', async () => {
  await assert.rejects(page.goto('http://example.org/'), /ERR_NAME_NOT_RESOLVED/);
});

test('two processes that unpack at once end with one whole browser and no rest', {
  skip: process.env.CHROME_PATH !== undefined || process.platform !== 'linux' || process.arch !== 'x64',
}, async () => {
  const parent = await mkdtemp(join(tmpdir(), 'unpack-'));
  const [first, second] = await Promise.all([unpackedFolder(parent), unpackedFolder(parent)]);
  assert.equal(first, second);
  assert.deepEqual(await readdir(parent), [first?.slice(parent.length + 1)]);
  assert.ok((await stat(join(first, 'chromium'))).size > 100_000_000);
  await rm(parent, { recursive: true });
});
