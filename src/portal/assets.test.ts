// Assets as a browser gets them: cached for a year, compressed, and nothing outside their folder.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { assetRoutes } from './asset-routes.ts';
import { encodingFor, readAssets } from './assets.ts';

const assets = readAssets();
const serve = async () => {
  const app = fastify();
  await app.register(assetRoutes(assets));
  return app;
};

test('an asset may be kept for a year under the hash of its content, and comes compressed', async () => {
  const app = await serve();
  const url = assets.url('portal.css');
  assert.match(url, /^\/assets\/portal\.[0-9a-f]{10}\.css$/);
  const plain = await app.inject(url);
  const br = await app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const gzip = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal(plain.headers['content-type'], 'text/css; charset=utf-8');
  assert.equal(br.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(br.rawPayload).toString(), plain.body);
  assert.equal(gunzipSync(gzip.rawPayload).toString(), plain.body);
});

test('an address with another hash is nothing', async () => {
  const app = await serve();
  assert.equal((await app.inject('/assets/portal.0000000000.css')).statusCode, 404);
});

test('every file that the font style sheet names is served, and kept for a year', async () => {
  const app = await serve();
  const css = (await app.inject(assets.url('fonts.css'))).body;
  const urls = [...css.matchAll(/url\((\/assets\/fonts\/[^)]+)\)/g)].map(([, url]) => url ?? '');
  assert.ok(urls.length > 90, `${urls.length} files`);
  for (const url of urls) {
    const { statusCode, headers } = await app.inject({ method: 'HEAD', url });
    assert.equal(statusCode, 200, url);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
  }
});

test('the folder of the font gives nothing but fonts', async () => {
  const app = await serve();
  for (const file of ['../package.json', '..%2fpackage.json', 'noto-sans-sc-4-400-normal.woff', ''])
    assert.equal((await app.inject(`${assets.fonts.path}/${file}`)).statusCode, 404, file);
});

test('the script stays small on its way to the browser', () => {
  const script = assets.at(assets.url('portal.js'));
  assert.ok(script && script.bodies.br.length <= 10_000);
});

test('a browser that names no encoding gets the plain file', () => {
  assert.equal(encodingFor(undefined), 'identity');
  assert.equal(encodingFor('gzip;q=0.8, br'), 'br');
});
