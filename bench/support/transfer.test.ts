// What is counted as transferred is what came over the wire, and everything a page asks for is found.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { resourcesOf, transfer } from './transfer.ts';

const text = '社会保障卡'.repeat(1000);
const packed = brotliCompressSync(text);
let server: Server;
let origin: string;

before(async () => {
  server = createServer((request, response) => {
    if (request.url === '/none') response.writeHead(404).end();
    else if (request.url === '/plain') response.end(text);
    else response.setHeader('content-encoding', 'br').end(packed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => server.close());

test('bytes are those of the compressed body and its head', async () => {
  const got = await transfer(origin, '/packed');
  assert.equal(got.text, text);
  assert.equal(got.encoding, 'br');
  assert.ok(got.bytes > packed.length && got.bytes < packed.length + 300, `${got.bytes}`);
  assert.ok((await transfer(origin, '/plain')).bytes > Buffer.byteLength(text));
});

test('a page that is not there is no cheap page', async () => {
  await assert.rejects(transfer(origin, '/none'), /answers 404/);
});

test('what a page loads is found once; links to other pages are not', () => {
  const html = `<link rel="stylesheet" href="/a.css"><link rel="icon" href="/i.svg"/><link rel="canonical" href="/x">
    <script src="/s.js" defer></script><img alt="" src="/p.png"><img src="data:image/png;base64,xx"><a href="/other"></a>
    <link href="/b.css" rel="stylesheet"><link rel="stylesheet" href="/a.css">`;
  assert.deepEqual(resourcesOf(html), ['/a.css', '/i.svg', '/s.js', '/p.png', '/b.css']);
});
