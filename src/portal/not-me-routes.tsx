// 这不是我 beside every line of one's own record: asking about it, once.
import { randomUUID } from 'node:crypto';
import { mostWords, parseDoubted } from '../doubts/doubt.ts';
import type { RecordView } from './desk/desk.ts';
import { RefusedPage } from './pages/enable.tsx';
import { NotMePage, type RecordLine } from './pages/not-me.tsx';
import { entryMore, wordFor } from './pages/record.tsx';
import { formOf, paramOf, send } from './portal-scope.ts';
import { type Answer, notFound, type Visit } from './visit.tsx';

/** What the address is about; undefined: nothing on this person's record, or it was asked about already. */
const lineOf = ({ page: { say }, request }: Visit, { entries, looks }: RecordView): RecordLine | undefined => {
  const kind = paramOf(request, 'kind');
  const id = paramOf(request, 'id');
  const entry = kind === 'events' ? entries.find((each) => each.id === id && each.mayDoubt) : undefined;
  if (entry) return { what: wordFor(say, 'event', entry.action), at: entry.at, more: [entryMore(say, entry)] };
  const look = kind === 'looks' ? looks.find((each) => each.id === id && each.doubt === null) : undefined;
  const who = look?.who === '' ? say('record.staff') : (look?.who ?? '');
  return look && { what: who, at: look.at, more: [wordFor(say, 'look', look.purpose)] };
};

const pathOf = ({ request }: Visit): string =>
  `/me/record/${encodeURIComponent(paramOf(request, 'kind'))}/${encodeURIComponent(paramOf(request, 'id'))}/not-me`;

/** GET /me/record/:kind/:id/not-me; `kind` is `events` or `looks`. */
export const showNotMe: Answer = async (desk, visit) => {
  const { page, who, reply } = visit;
  const line = lineOf(visit, await desk.record(who));
  if (!line) return notFound(visit);
  return send(reply, <NotMePage page={page} line={line} action={pathOf(visit)} sendKey={randomUUID()} />);
};

export const sayNotMe: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const doubted = parseDoubted(paramOf(request, 'kind'), paramOf(request, 'id'));
  if (!doubted) return notFound(visit);
  const { key, words } = formOf(request);
  const said = typeof words === 'string' ? words.trim().slice(0, mostWords) : '';
  const given = typeof key === 'string' && key !== '' ? key.slice(0, longestKey) : randomUUID();
  const raised = await desk.doubt(who, { key: given, doubted, words: said === '' ? null : said });
  if (raised.ok) return reply.redirect('/me/record', 303);
  const title = page.say('doubt.title');
  return send(reply, <RefusedPage page={page} title={title} refusal={raised.refusal} />, raised.status);
};

const longestKey = 64;
