// The pages for anyone with a question, over HTTP without scripts: what they answer, and what they tell nobody.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { apply, reportsOf } from '../../test/support/card-journey.ts';
import { demoProgram } from '../../test/support/demo-program.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { type Answer, Visitor } from '../../test/support/visitor.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { countFailure } from '../identity/attempts.ts';

const tokenIn = ({ text }: Answer): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** Fills in the form of a guest. */
const ask = async (visitor: Visitor, path: string, fields: Record<string, string>): Promise<Answer> =>
  visitor.visit(path, { ...fields, _csrf: tokenIn(await visitor.visit(path)) });

const applicant = async (t: TestContext) => {
  const program = await demoProgram(t);
  const city = { ...program, policy: program.policy };
  const person = await insertTestPerson(program.sql, program.keys);
  const submitted = await apply(city, person.personId);
  return { program, city, person, submitted, lastFour: person.idNumber.slice(-4) };
};

const wrongFor = (lastFour: string): string => (lastFour === '0000' ? '1111' : '0000');
const withoutTokens = (text: string): string =>
  text
    .replaceAll(/name="_csrf" value="[^"]+"/g, '')
    .replaceAll(/name="number" value="[^"]*"|value="[^"]*" autocomplete/g, '');

test('R-QUERY-01, R-QUERY-02: a guest looks up the progress without a login and without scripts', async (t) => {
  const { program, city, person, submitted, lastFour } = await applicant(t);
  await reportsOf(city, submitted).opened();
  const visitor = new Visitor(program.base);
  assert.match((await visitor.visit('/')).text, /href="\/progress"/);
  const page = await ask(visitor, '/progress', { number: submitted.number, lastFour });
  assert.equal(page.status, 200);
  for (const word of ['提交申领', '开户、制卡', '工商银行', '2025年10月9日']) assert.ok(page.text.includes(word), word);
  for (const secret of [person.name, lastFour, '试验路', '19900000001']) assert.ok(!page.text.includes(secret), secret);
  assert.equal(page.headers.get('cache-control'), 'no-store');
});

test('R-PWD-02: with ID number and service password a guest sees cards and progress, and neither comes back on the page', async (t) => {
  const { program, person, submitted } = await applicant(t);
  const blind = program.keys.blind('id-number', person.idNumber);
  await program.sql`insert into id_numbers (blind, person_id) values (${blind}, ${person.personId})`;
  const visitor = new Visitor(program.base);
  assert.match((await visitor.visit('/progress')).text, /href="\/progress\/password"/);
  const sent = { secretNumber: person.idNumber, secretTyped: person.idNumber.slice(-6) };
  const wrong = await ask(visitor, '/progress/password', { ...sent, secretTyped: '407192' });
  const unknown = await ask(visitor, '/progress/password', { ...sent, secretNumber: '110101190001019995' });
  assert.deepEqual([wrong.status, unknown.status], [404, 404]);
  assert.equal(withoutTokens(wrong.text), withoutTokens(unknown.text));
  assert.equal((await ask(visitor, '/progress/password', { ...sent, secretTyped: '' })).status, 422);
  const page = await ask(visitor, '/progress/password', sent);
  assert.equal(page.status, 200);
  for (const word of ['提交申领', '应用状态查询']) assert.ok(page.text.includes(word), word);
  for (const { text } of [page, wrong])
    for (const secret of [person.name, person.idNumber, sent.secretTyped, '407192', submitted.number.slice(0, 4)])
      assert.ok(!text.includes(secret), secret);
  assert.equal(page.headers.get('cache-control'), 'no-store');
});

test('R-QUERY-01: unknown and wrong are answered alike, missing fields by name', async (t) => {
  const { program, submitted, lastFour } = await applicant(t);
  const visitor = new Visitor(program.base);
  const wrong = await ask(visitor, '/progress', { number: submitted.number, lastFour: wrongFor(lastFour) });
  const unknown = await ask(visitor, '/progress', { number: drawApplicationNumber(), lastFour });
  assert.deepEqual([wrong.status, unknown.status], [404, 404]);
  assert.equal(withoutTokens(wrong.text), withoutTokens(unknown.text));
  assert.match(wrong.text, /没有查到/);
  const empty = await ask(visitor, '/progress', { number: '', lastFour: '12' });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /href="#number"[\s\S]*href="#lastFour"/);
});

test('R-QUERY-01: a number answers ten questions in a quarter of an hour, whoever asks and at whatever moment', async (t) => {
  const { program, submitted, lastFour } = await applicant(t);
  const visitors = Array.from({ length: 3 }, () => new Visitor(program.base));
  const tries = visitors.flatMap((visitor) => [0, 1, 2, 3].map((each) => ({ visitor, lastFour: `999${each}` })));
  const tokens = new Map(
    await Promise.all(visitors.map(async (visitor) => [visitor, tokenIn(await visitor.visit('/progress'))] as const)),
  );
  const answers = await Promise.all(
    tries.map(({ visitor, ...fields }) =>
      visitor.visit('/progress', { number: submitted.number, ...fields, _csrf: tokens.get(visitor) ?? '' }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 404).length, 10);
  const late = await ask(new Visitor(program.base), '/progress', { number: submitted.number, lastFour });
  assert.equal(late.status, 429);
  assert.match(late.text, /查询次数过多/);
  // Another number is not concerned.
  const other = await ask(new Visitor(program.base), '/progress', { number: drawApplicationNumber(), lastFour });
  assert.equal(other.status, 404);
});

test('R-QUERY-01: an address that asked two hundred times in vain waits a quarter of an hour, and reads so', async (t) => {
  const { program, submitted, lastFour } = await applicant(t);
  for (let failures = 0; failures < 200; failures += 1)
    await countFailure(program, { at: 'progress-address', by: '127.0.0.1' });
  const right = () => ask(new Visitor(program.base), '/progress', { number: submitted.number, lastFour });
  const locked = await right();
  assert.equal(locked.status, 429);
  assert.match(locked.text, /15 分钟后再试/);
  program.waitLoggedIn({ minutes: 15 });
  assert.equal((await right()).status, 200);
});
