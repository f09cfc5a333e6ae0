// The portal over HTTP, without a browser: what it keeps, what it refuses, and what it never tells.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type DemoProgram, demoProgram } from '../../test/support/demo-program.ts';
import { idDocument, jpeg, portrait } from '../../test/support/pictures.ts';
import { ticked } from '../../test/support/ticked.ts';
import { type Answer, Visitor } from '../../test/support/visitor.ts';

const proofs = { 2: 'id-number', 3: 'face' } as const;

/** Somebody of the demo city, logged in. */
const loggedIn = async ({ base }: DemoProgram, slug: string, level: 2 | 3 = 3): Promise<Visitor> => {
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit(`/login?level=${level}&return=/me`));
  const end = await visitor.follow(await visitor.visit(page.url.pathname, { person: slug, proof: proofs[level] }));
  assert.equal(end.status, 200, end.text);
  return visitor;
};

const tokenIn = ({ text }: Answer): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** Sends a form of the page at `path`, and gives the page that comes of it. */
const post = async (visitor: Visitor, path: string, fields: Record<string, string | Blob>): Promise<Answer> => {
  const _csrf = tokenIn(await visitor.visit(path.replace('/upload', '')));
  return visitor.follow(await visitor.visit(path, formWith({ _csrf, ...fields })));
};

/** As browsers send it: with files in parts. */
const formWith = (fields: Record<string, string | Blob>): Record<string, string> | FormData => {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts.length === Object.keys(fields).length) return Object.fromEntries(texts);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

const blobOf = async (picture: ReturnType<typeof portrait>): Promise<Blob> =>
  new Blob([Uint8Array.from(await jpeg(picture))]);
const idFront = await blobOf(idDocument('front'));
const idBack = await blobOf(idDocument('back'));

const address = '海淀区示范路1号院2号楼303';
const answers: readonly [string, Record<string, string | Blob>][] = [
  ['record', { recordConfirmed: 'yes' }],
  ['contact', { phone: '19900001234', address }],
  ['occupation', { occupation: 'retired' }],
  ['tax', { taxResidency: 'china' }],
  ['id-photos', { idFront, idBack }],
  ['card-photo', { cardPhoto: 'on-file' }],
  ['bank', { bank: '102' }],
  ['outlet', { outletDistrict: '110108', outlet: 'Y1021089' }],
  ['delivery', { delivery: 'mail' }],
  ['mail', { recipient: '王示英', recipientPhone: '19900001234', mailAddress: address, postcode: '' }],
];
const fillIn = async (visitor: Visitor): Promise<Answer> => {
  let last: Answer | undefined;
  for (const [step, fields] of answers) last = await post(visitor, `/apply/${step}`, fields);
  assert.ok(last);
  return last;
};

const numberIn = ({ url }: Answer): string => url.pathname.split('/')[2] ?? '';

const countOf = async ({ sql }: DemoProgram, table: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(table)}`;
  return row?.count ?? -1;
};

const city = async (t: TestContext): Promise<DemoProgram> => demoProgram(t);

test('a guest who looks around leaves nothing: no cookie, no session', async (t) => {
  const program = await city(t);
  const visitor = new Visitor(program.base);
  for (const path of ['/', '/services', '/for-others']) {
    const { status, headers } = await visitor.visit(path);
    assert.equal(status, 200, path);
    assert.equal(headers.get('set-cookie'), null, path);
    assert.equal(headers.get('cache-control'), 'private, no-cache', path);
  }
  assert.equal(await countOf(program, 'sessions'), 0);
});

test('the first page with its style, script and icon stays within 15 KB', async (t) => {
  const { base } = await city(t);
  const page = await fetch(base);
  const text = await page.text();
  const assets = [...text.matchAll(/(?:href|src)="(\/assets\/(?:portal|icon)[^"]+)"/g)].map(([, url]) => url ?? '');
  const sizes = await Promise.all(
    [...new Set(assets)].map(async (url) => {
      const { headers } = await fetch(new URL(url, base), { headers: { 'accept-encoding': 'br' } });
      return Number(headers.get('content-length'));
    }),
  );
  assert.equal(sizes.length, 3);
  const total = Buffer.byteLength(text) + sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total > 0 && total <= 15_000, `${total} bytes`);
});

test('R-CHAN-21: one’s own pages need name and number, applying and enabling need face or an equal proof', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree', 2);
  assert.equal((await visitor.visit('/me')).status, 200);
  for (const path of ['/apply', '/apply/contact', '/apply/pledge', '/cards/x/enable']) {
    const { status, headers } = await visitor.visit(path);
    assert.equal(status, 303, path);
    assert.match(headers.get('location') ?? '', /^\/login\?level=3&return=/, path);
  }
  for (const path of ['/me', '/applications/AAAA', '/cards/x/enabled'])
    assert.match((await new Visitor(program.base).visit(path)).headers.get('location') ?? '', /level=2/, path);
});

test('R-CHAN-18, R-GROUP-14: every page saves and leads on, and the pledge makes the application', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree');
  assert.equal((await fillIn(visitor)).url.pathname, '/apply/check');
  assert.equal(await countOf(program, 'applications'), 0);
  const unticked = await post(visitor, '/apply/pledge', {});
  assert.match(unticked.text, /请先勾选本人郑重承诺/);
  assert.equal(await countOf(program, 'applications'), 0);
  const done = await post(visitor, '/apply/pledge', ticked);
  assert.equal(done.url.pathname, `/applications/${numberIn(done)}/submitted`);
  assert.equal(await countOf(program, 'applications'), 1);
  assert.equal(await countOf(program, 'drafts'), 0, 'the draft has done its work');
});

const pictureIn = ({ text }: Answer): string => /src="(\/apply\/photos\/[^"]+)"/.exec(text)?.[1] ?? '';

test('R-GROUP-09: both sides of the ID document, of which what is good is kept and what is not is named', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'flexible');
  for (const [step, fields] of answers.slice(0, 4)) await post(visitor, `/apply/${step}`, fields);
  const path = '/apply/id-photos';
  assert.match((await post(visitor, path, {})).text, /href="#idFront">请选择一张照片.*href="#idBack">请选择一张照片/s);
  const half = await post(visitor, path, { idFront, idBack: new Blob(['<svg/>']) });
  assert.match(half.text, /href="#idBack">这不是照片/);
  assert.doesNotMatch(half.text, /href="#idFront"/);
  assert.match((await post(visitor, path, { idFront: new Blob([]), idBack: idFront })).text, /两面是同一张照片/);
  assert.match((await post(visitor, path, { idBack: new Blob([Buffer.alloc(15_800_000)]) })).text, /超过 15 MB/);
  assert.equal((await post(visitor, path, { idBack })).url.pathname, '/apply/card-photo');
});

test('R-PHOTO-01, C-58: a photo for the card is shown as it will be, confirmed, and seen by its owner only', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'flexible');
  for (const [step, fields] of answers.slice(0, 5)) await post(visitor, `/apply/${step}`, fields);
  const none = await post(visitor, '/apply/card-photo', { cardPhoto: 'on-file' });
  assert.match(none.text, /请上传制卡照片，并确认预览/, 'there is none on file');
  const green = await post(visitor, '/apply/card-photo/upload', {
    cardPhoto: await blobOf(portrait({ background: '#4a8a4a' })),
  });
  assert.match(green.text, /背景不是白色/);
  const cardPhoto = await blobOf(portrait());
  const preview = await post(visitor, '/apply/card-photo/upload', { cardPhoto });
  assert.match(preview.text, /卡面将印这张照片/);
  assert.equal((await visitor.follow(await visitor.visit('/apply/bank'))).url.pathname, '/apply/card-photo', 'not yet');

  const address = pictureIn(preview);
  const own = await visitor.visit(address);
  assert.deepEqual([own.status, own.headers.get('content-type')], [200, 'image/jpeg']);
  assert.equal(own.headers.get('cache-control'), 'no-store');
  assert.equal(own.headers.get('x-content-type-options'), 'nosniff');
  const other = await loggedIn(program, 'retiree');
  const [theirs, nowhere] = [await other.visit(address), await other.visit('/apply/photos/0')];
  assert.deepEqual([theirs.status, theirs.text], [404, nowhere.text]);
  assert.equal((await new Visitor(program.base).visit(address)).status, 303, 'a guest is sent to the login');

  const uploadId = address.split('/').at(-1) ?? '';
  const used = await post(visitor, '/apply/card-photo', { cardPhoto: uploadId });
  assert.equal(used.url.pathname, '/apply/bank');
});

test('pictures are taken from nobody without the token of a form, and from no guest', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'flexible');
  assert.equal((await visitor.visit('/apply/id-photos', formWith({ idFront, idBack }))).status, 403);
  assert.equal((await new Visitor(program.base).visit('/apply/id-photos', formWith({ idFront, idBack }))).status, 303);
  assert.equal(await countOf(program, 'uploads'), 0);
});

test('sent twice at the same moment it is one application', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree');
  await fillIn(visitor);
  const form = { ...ticked, _csrf: tokenIn(await visitor.visit('/apply/pledge')) };
  const sent = await Promise.all([1, 2, 3].map(() => visitor.visit('/apply/pledge', form)));
  assert.equal(await countOf(program, 'applications'), 1);
  for (const { status, text } of sent) assert.ok(status === 303 || /正在办理/.test(text), text);
});

test('R-BANK-04: a form that names another bank than the fixed one is not taken, and says so', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree');
  for (const [step, fields] of answers.slice(0, 6)) await post(visitor, `/apply/${step}`, fields);
  const { url, text } = await post(visitor, '/apply/bank', { bank: '308' });
  assert.equal(`${url.pathname}${url.search}`, '/apply/bank?errors=1');
  assert.match(text, /请选择发卡银行/);
  assert.equal((await visitor.follow(await visitor.visit('/apply/pledge'))).url.pathname, '/apply/bank');
});

test('what was typed stays, right or wrong, and is no clear text in the database', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree');
  await post(visitor, '/apply/record', { recordConfirmed: 'yes' });
  const hostile = '"><script>alert(1)</script>';
  const { text } = await post(visitor, '/apply/contact', { phone: hostile, address });
  assert.ok(text.includes('value="&quot;>&lt;script>alert(1)&lt;/script>"'), text);
  assert.ok(text.includes(`value="${address}"`));
  const [row] = await program.sql<{ hex: string; text: string }[]>`
    select encode(sealed, 'hex') as hex, drafts::text as text from drafts`;
  assert.doesNotMatch(`${row?.hex} ${row?.text}`, new RegExp(`示范路|script|${Buffer.from('示范路').toString('hex')}`));
});

test('nobody sees or changes what is another person’s, and the page does not tell whether it is there', async (t) => {
  const program = await city(t);
  const owner = await loggedIn(program, 'retiree');
  await fillIn(owner);
  const number = numberIn(await post(owner, '/apply/pledge', ticked));
  const other = await loggedIn(program, 'retiree-309');
  const _csrf = tokenIn(await other.visit('/me'));
  const bodyOf = ({ text }: Answer): string => /<main.*<\/main>/s.exec(text)?.[0] ?? '';
  for (const [theirs, nowhere] of [
    [`/applications/${number}`, '/applications/AAAA-BBBB-CCCC'],
    [`/applications/${number}/submitted`, '/applications/AAAA-BBBB-CCCC/submitted'],
  ] as const) {
    const [seen, none] = [await other.visit(theirs), await other.visit(nowhere)];
    assert.equal(seen.status, 404);
    assert.equal(bodyOf(seen), bodyOf(none));
  }
  assert.equal((await other.visit(`/applications/${number}/withdraw`, { _csrf })).status, 404);
  assert.match((await owner.visit(`/applications/${number}`)).text, /撤回申领/);
});

test('a form without its token changes nothing', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree');
  await fillIn(visitor);
  assert.equal((await visitor.visit('/apply/pledge', ticked)).status, 403);
  assert.equal(await countOf(program, 'applications'), 0);
});

test('ten minutes to withdraw, then until the bank takes it up, then no more, said in words', async (t) => {
  const program = await city(t);
  const visitor = await loggedIn(program, 'retiree');
  await fillIn(visitor);
  const number = numberIn(await post(visitor, '/apply/pledge', ticked));
  assert.match((await visitor.visit(`/applications/${number}`)).text, /data-seconds-left="600"/);
  program.passTime({ minutes: 10 });
  assert.match((await visitor.visit(`/applications/${number}`)).text, /银行接单前仍可撤回/);
  const _csrf = tokenIn(await visitor.visit(`/applications/${number}`));
  await program.sql`update orders set state = 'acknowledged'`;
  const late = await visitor.visit(`/applications/${number}/withdraw`, { _csrf });
  assert.equal(late.status, 409);
  assert.match(late.text, /银行已经接单，不能再撤回了/);
});

test('a switch pressed on another site changes nothing, and leads nowhere but here', async (t) => {
  const { base } = await city(t);
  const visitor = new Visitor(base);
  const form = { elder: 'on', back: 'https://evil.example/' };
  const forged = await visitor.visit('/preferences', form, { 'sec-fetch-site': 'cross-site' });
  assert.equal(forged.headers.get('set-cookie'), null);
  const own = await visitor.visit('/preferences', form, { 'sec-fetch-site': 'same-origin' });
  assert.equal(own.headers.get('location'), '/');
  assert.match(
    own.headers.get('set-cookie') ?? '',
    /^view=zh\.elder\.new; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  assert.match((await visitor.visit('/')).text, /class="elder"/);
});
