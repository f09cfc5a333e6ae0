// Requests nobody should send: every route with wrong types, huge and odd texts, SQL, HTML, and ids of somebody else.
import type { InjectOptions } from 'fastify';
import type { Random } from '../../src/seed/random.ts';

/** What a page would show unescaped if it forgot to; no element of ours has this name. */
export const markup = '<hostile-mark>';

const texts = [
  ...['', ' ', '0', '-1', '1e309', 'NaN', 'null', 'undefined', 'true', '[object Object]', '%00', '\u0000', '\uFFFD'],
  ...["' or 1=1 --", "'; drop table people; --", '$1', '{{7*7}}', '../../../../etc/passwd', '..%2f..%2fkeys.json'],
  ...[
    `${markup}<script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>${markup}`,
    `javascript:alert(1)//${markup}`,
  ],
  ...[
    '卡'.repeat(300),
    '𠮷𡈽',
    '\u202E反',
    'e\u0301',
    '１２３４',
    '\uD800',
    'ß'.repeat(40),
    '🧧'.repeat(50),
    '\r\nset-cookie: a=b',
  ],
  ...['9'.repeat(400), 'A'.repeat(5_000), '2025-02-30', '0000-00-00', '99999-01-01', '2025-10-09T25:00:00+08:00'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '00000000-0000-0000-0000-000000000000'],
  ...['https://evil.example/', '//evil.example', '/\\evil.example', 'file:///etc/passwd'],
] as const;

/** Names forms and interfaces have, so that some values reach the code behind the parsers. */
const names = [
  ...['number', 'bank', 'delivery', 'outlet', 'outletId', 'reason', 'reasons', 'phone', 'address', 'name', 'idNumber'],
  ...[
    'occupation',
    'district',
    'return',
    'errors',
    'page',
    'after',
    'before',
    'limit',
    'q',
    'query',
    'date',
    'on',
    'from',
  ],
  ...['until', 'state', 'kind', 'field', 'note', 'code', 'numbers', 'report', 'orders', 'service', 'channel', 'groups'],
  ...[
    'person',
    'card',
    'row',
    'hasCard',
    'pledge',
    'consents',
    'clock',
    'language',
    'elder',
    'lat',
    'lastFour',
    '__proto__',
  ],
] as const;

export type Pool = {
  /** Ids and numbers of the person whose data must not come out, and of others. */
  readonly ids: readonly [string, ...string[]];
};

export const hostileText = (random: Random, { ids }: Pool): string =>
  random.chance(0.3) ? random.pick(ids) : random.pick(texts);

const hostileValue = (random: Random, pool: Pool, depth = 0): unknown => {
  const turn = random.below(depth > 3 ? 6 : 9);
  if (turn < 3) return hostileText(random, pool);
  if (turn === 3) return random.pick([0, -1, 1.5, 1e21, 2 ** 53, -0]);
  if (turn === 4) return random.pick([true, false]);
  if (turn === 5) return null;
  if (turn === 6) return Array.from({ length: random.pick([0, 1, 3, 200]) }, () => hostileText(random, pool));
  return Object.fromEntries(
    Array.from({ length: random.below(6) }, () => [random.pick(names), hostileValue(random, pool, depth + 1)]),
  );
};

const fieldsOf = (random: Random, pool: Pool): URLSearchParams => {
  const fields = new URLSearchParams();
  const count = random.pick([0, 1, 2, 5, 12, 300]);
  for (let turn = 0; turn < count; turn += 1)
    fields.append(random.pick(names), hostileText(random, pool).toWellFormed());
  return fields;
};

/** The route's address with something in every place, and often a query nobody asked for. */
const addressOf = (random: Random, pool: Pool, url: string): string => {
  const filled = url.replace(/:\w+|\*/g, () => encodeURIComponent(hostileText(random, pool).toWellFormed()) || '-');
  if (random.chance(0.5)) return filled;
  return `${filled}?${random.chance(0.1) ? '%%%&=&a[]=[&' : fieldsOf(random, pool)}`.slice(0, 12_000);
};

type Body = { readonly payload: string | Buffer; readonly type: string };

const bodyOf = (random: Random, pool: Pool, csrf: string): Body => {
  const turn = random.below(8);
  if (turn < 3) {
    const fields = fieldsOf(random, pool);
    if (random.chance(0.9)) fields.set('_csrf', csrf);
    return { payload: fields.toString(), type: 'application/x-www-form-urlencoded' };
  }
  if (turn < 5) return { payload: JSON.stringify(hostileValue(random, pool)), type: 'application/json' };
  if (turn === 5) return { payload: multipart(random, pool, csrf), type: 'multipart/form-data; boundary=edge' };
  if (turn === 6)
    return {
      payload: 'x'.repeat(random.pick([10, 70_000])),
      type: random.pick(['text/csv', 'application/jsonl', 'image/jpeg']),
    };
  return {
    payload: random.pick(['{"a":', '{"__proto__":{"admin":true}}', '[', '\u0000']),
    type: random.pick(['application/json', 'text/plain', 'a/b; charset=x', '']),
  };
};

const multipart = (random: Random, pool: Pool, csrf: string): Buffer =>
  Buffer.from(
    [
      ...['--edge', 'content-disposition: form-data; name="_csrf"', '', csrf],
      ...['--edge', `content-disposition: form-data; name="${random.pick(names)}"; filename="../../a.jpg"`],
      ...['content-type: image/jpeg', '', hostileText(random, pool), random.chance(0.7) ? '--edge--' : ''],
    ].join('\r\n'),
  );

const headersOf = (random: Random, pool: Pool): Record<string, string> => ({
  accept: random.pick(['text/html', 'application/json', '*/*', 'x']),
  'accept-language': random.pick(['zh-CN', 'en', '*;q=9', '-'.repeat(500)]),
  'idempotency-key': random.chance(0.5)
    ? crypto.randomUUID()
    : Buffer.from(hostileText(random, pool)).toString('base64'),
  ...(random.chance(0.1) && { host: 'evil.example' }),
  ...(random.chance(0.1) && { 'x-forwarded-for': '1.2.3.4, evil', 'x-forwarded-host': 'evil.example' }),
  ...(random.chance(0.1) && { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
});

export type Route = { readonly method: string; readonly url: string };

/** Somebody who asks: what their browser or program sends along. */
export type Asker = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly csrf: string;
};

export const hostileRequest = (
  random: Random,
  pool: Pool,
  { route, asker }: { route: Route; asker: Asker },
): InjectOptions => {
  const method = random.chance(0.95) ? route.method : random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);
  const headers = { ...headersOf(random, pool), ...asker.headers };
  const request = { method, url: addressOf(random, pool, route.url), headers } as InjectOptions;
  if (method === 'GET' || method === 'HEAD') return request;
  const { payload, type } = bodyOf(random, pool, asker.csrf);
  return { ...request, payload, headers: { ...headers, 'content-type': type } };
};
