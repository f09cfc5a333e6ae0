// What the interfaces that take files share: the body as a stream of whatever type, and how a file is refused.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TakeInRefused } from '../database/take-in-file.ts';
import type { Words } from './bank-words.ts';

/** In a scope of its own: the body is a stream of whatever type the caller says; what it is its content tells. */
export const acceptStreams = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
};

export const streamOf = ({ body }: FastifyRequest): AsyncIterable<Uint8Array> =>
  body instanceof Readable ? body : Readable.from([]);

export const refuseFile = (reply: FastifyReply, refusal: TakeInRefused): FastifyReply => {
  const { code } = refusal;
  const { status, ...words } = fileRefusals[code];
  // The rest of the body is not read.
  if (code === 'TOO_LARGE') reply.header('connection', 'close');
  return reply.code(status).send({ code, message: messageOf(refusal, words) });
};

const messageOf = (refusal: TakeInRefused, words: Words): Words => {
  if (refusal.code === 'FORM_UNUSABLE') return refusal.facts;
  if (refusal.code === 'KEY_REUSED') return words;
  const { mostBytes, mostRows } = refusal.facts;
  const filledIn = (text: string): string =>
    text.replace('{megabytes}', String(mostBytes / 1024 / 1024)).replace('{lines}', mostRows.toLocaleString('en'));
  return { zh: filledIn(words.zh), en: filledIn(words.en) };
};

/** 413 for what is too much, 422 for what is no such file. */
export const fileRefusals: Readonly<Record<TakeInRefused['code'], Words & { readonly status: 413 | 422 }>> = {
  TOO_LARGE: {
    status: 413,
    zh: '文件过大：最多 {megabytes} MiB、{lines} 行，请分几次发送。',
    en: 'Too large: at most {megabytes} MiB and {lines} lines; send it in several calls.',
  },
  FORM_UNUSABLE: {
    status: 422,
    zh: '文件为空、不是文本，或缺少必需的列。',
    en: 'The file is empty, no text, or has not the columns it needs.',
  },
  KEY_REUSED: {
    status: 422,
    zh: '这个 Idempotency-Key 已用于另一个文件，请换一个新的。',
    en: 'This Idempotency-Key was used for another file; use a fresh one.',
  },
};
