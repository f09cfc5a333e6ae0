// 咨询与投诉 over HTTP without scripts: written, answered, read, asked further, closed; nobody else's is shown.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { done } from '../../../test/support/card-journey.ts';
import { demoProgram } from '../../../test/support/demo-program.ts';
import { type Answer, Visitor } from '../../../test/support/visitor.ts';
import { changeTicket } from '../../tickets/change-ticket.ts';
import type { TicketId } from '../../tickets/ticket.ts';

const loggedIn = async (base: URL, slug: string): Promise<Visitor> => {
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit('/login?level=2&return=/me'));
  const end = await visitor.follow(await visitor.visit(page.url.pathname, { person: slug, proof: 'id-number' }));
  assert.equal(end.status, 200, end.text);
  return visitor;
};
const hidden = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';

test('R-HOTLINE-01, R-SUPERVISE-05: a question is written, answered, read, asked further and settled', async (t) => {
  const program = await demoProgram(t);
  const visitor = await loggedIn(program.base, 'retiree');
  const post = async (form: string, path: string, fields: Record<string, string>): Promise<Answer> => {
    const page = await visitor.visit(form);
    return visitor.visit(path, { key: hidden(page, 'key'), ...fields, _csrf: hidden(page, '_csrf') });
  };
  const send = (fields: Record<string, string>) => post('/tickets/new', '/tickets/new', fields);
  const wrong = await send({ kind: '', words: '短' });
  assert.ok(
    wrong.status === 422 &&
      wrong.text.includes('请选择是咨询') &&
      wrong.text.includes('请选择关于什么') &&
      wrong.text.includes('请写 5 至 500'),
  );
  const asked = await visitor.follow(await send({ kind: 'consultation', topic: 'other', words: '网点周末开门吗' }));
  assert.ok(asked.text.includes('网点周末开门吗') && asked.text.includes('最晚在'), asked.text);
  const path = asked.url.pathname;
  const answer = async (words: string) => {
    const acting = { actor: 'staff', actorId: 'hotline-1', channel: 'hotline', outlet: null, bank: null } as const;
    const as = { reach: { of: 'all' }, desk: { desk: 'hotline', bank: null } } as const;
    const ticketId = path.split('/').at(-1) as TicketId;
    const step = { action: 'answer-ticket', words } as const;
    done(await changeTicket(program, { acting, as, ticketId, step, key: randomUUID() }));
  };
  await answer('周六开门，周日不开。');
  assert.ok((await visitor.visit(path)).text.includes('周六开门，周日不开。'));
  assert.equal((await post(path, `${path}/further`, { words: '短' })).status, 422);
  const again = await visitor.follow(await post(path, `${path}/further`, { words: '节假日也开吗' }));
  assert.ok(again.text.includes('节假日也开吗') && again.text.includes('等待答复'));
  await answer('节假日不开。');
  const closed = await visitor.follow(await post(path, `${path}/close`, {}));
  assert.ok(closed.text.includes('已了结'));
  assert.ok((await visitor.visit('/tickets')).text.includes(path));
  assert.ok((await visitor.visit('/me/record')).text.includes('对答复继续追问'));
  const other = await loggedIn(program.base, 'new-retiree');
  assert.equal((await other.visit(path)).status, 404);
  assert.equal((await other.visit('/tickets/x')).status, 404);
});

test('the sixth question of a day is refused in words, and nothing typed makes the page fail', async (t) => {
  const program = await demoProgram(t);
  const visitor = await loggedIn(program.base, 'retiree');
  const send = async () => {
    const page = await visitor.visit('/tickets/new');
    const fields = {
      key: hidden(page, 'key'),
      kind: 'suggestion',
      topic: 'other',
      words: '建议多开几个网点',
      _csrf: hidden(page, '_csrf'),
    };
    return visitor.visit('/tickets/new', fields);
  };
  for (let count = 0; count < 5; count += 1) assert.equal((await send()).status, 303);
  const sixth = await send();
  assert.ok(sixth.status === 409 && sixth.text.includes('请明天再写'), sixth.text);
});
