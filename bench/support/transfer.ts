// What travels over the wire for a page: every byte of the answers, head and body, as a browser that takes brotli gets them.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export type Transfer = {
  readonly path: string;
  /** Head and body as they came, still compressed. */
  readonly bytes: number;
  readonly encoding: string;
  readonly text: string;
};

/** Gets one address over a connection of its own. Throws on any status but 200. */
export const transfer = async (origin: string, path: string): Promise<Transfer> => {
  const headers = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html,*/*', 'accept-language': 'zh-CN' };
  const sent = request(new URL(path, origin), { agent: false, headers }).end();
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  if (!answer) throw new Error(`${path} was not answered`);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}`);
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  const body = Buffer.concat(chunks);
  return { path, bytes: answer.socket.bytesRead, encoding, text: decode(body, encoding) };
};

const decode = (body: Buffer, encoding: string): string => {
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
};

/** Paths of the style sheets, scripts, icons and pictures that a page makes a browser get, each once. */
export const resourcesOf = (html: string): readonly string[] => {
  const tags = html.match(/<(?:link|script|img)\b[^>]*>/g) ?? [];
  const loaded = tags.filter(
    (tag) => !tag.startsWith('<link') || /\brel="?(?:stylesheet|icon|manifest|preload)/.test(tag),
  );
  const paths = loaded.flatMap((tag) => /\b(?:href|src)="?([^"\s>]+)/.exec(tag)?.[1] ?? []);
  return [...new Set(paths.filter((path) => !path.startsWith('data:')))];
};
