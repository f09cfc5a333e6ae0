// Text that comes in from outside, as often as it is asked for: a file, or what an interface took in.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CannotStart } from './cannot-start.ts';

export type Input = {
  /** What it is called in a message: the path of a file. */
  readonly name: string;
  /** The bytes from the beginning; every call begins anew. Throws CannotStart when it cannot be read. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Bytes. */
  readonly size: () => Promise<number>;
};

const chunkBytes = 65_536;

export const fileInput = (path: string): Input => ({
  name: path,
  async *open() {
    try {
      yield* createReadStream(path, { highWaterMark: chunkBytes });
    } catch (error) {
      throw notOpen(path, error);
    }
  },
  size: async () => {
    try {
      return (await stat(path)).size;
    } catch (error) {
      throw notOpen(path, error);
    }
  },
});

const notOpen = (path: string, error: unknown): CannotStart => {
  const reason = error instanceof Error ? error.message : String(error);
  return unreadable(path, { zh: `打不开（${reason}）`, en: `it does not open (${reason})` });
};

/** SM3 of the whole, 32 bytes. */
export const digestOf = async (input: Input): Promise<Buffer> => {
  const hash = createHash('sm3');
  for await (const chunk of input.open()) hash.update(chunk);
  return hash.digest();
};

/** The beginning, at most `bytes` long. */
export const sampleOf = async (input: Input, bytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input.open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bytes);
};

export const encodings = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

/** GB18030 text is as good as never valid UTF-8. A sample may end inside a character. */
export const encodingOf = (sample: Uint8Array): Encoding => {
  try {
    decoderOf('utf-8').decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
};

/** Drops a byte order mark; bytes that are none of the encoding throw. */
export const decoderOf = (encoding: Encoding): TextDecoder => new TextDecoder(encoding, { fatal: true });

/** The text in pieces. Throws CannotStart where it leaves its encoding. */
export async function* textOf(input: Input, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw unreadable(input.name, { zh: `不是完整的 ${encoding} 文本`, en: `it is not ${encoding} text throughout` });
    }
  };
  for await (const bytes of input.open()) yield decode(bytes);
  yield decode();
}

/** The sentence for an input that cannot be imported. */
export const unreadable = (name: string, why: { readonly zh: string; readonly en: string }): CannotStart =>
  new CannotStart({ zh: `文件 ${name} 不能导入：${why.zh}。`, en: `The file ${name} cannot be imported: ${why.en}.` });
