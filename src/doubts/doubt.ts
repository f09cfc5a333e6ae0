// 这不是我: somebody does not know of an event or a look on their record; its words, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand } from '../base/ids.ts';
import { languages } from '../base/language.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';

export type DoubtId = Brand<string, 'DoubtId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseDoubtId = idReader<DoubtId>();
const parseTraceId = idReader();

/** What is doubted: an event by its number in the person's chain, or a look by its id. */
export type Doubted =
  | { readonly kind: 'event'; readonly seq: number }
  | { readonly kind: 'look'; readonly traceId: string };

/** The same from the two parts of an address; undefined when it cannot be one. */
export const parseDoubted = (kind: string, id: string): Doubted | undefined => {
  if (kind === 'events' && /^[1-9]\d{0,8}$/.test(id)) return { kind: 'event', seq: Number(id) };
  const traceId = kind === 'looks' ? parseTraceId(id) : undefined;
  return traceId === undefined ? undefined : { kind: 'look', traceId };
};

/** No rule sets a time limit; people are shown this one, and it is counted like every other of the city. */
export const answerWithinWorkdays = 5;

/** Characters: a few sentences on either side. */
export const mostWords = 500;
/** An answer shorter than this explains nothing. */
export const leastAnswer = 5;

const content = z.object({
  /** Of the person; null: they said no more than that it was not them. */
  words: z.string().nullable(),
  /** Where the message about the answer goes; null: the record has no phone. */
  phone: z.string().nullable(),
  language: z.enum(languages),
  answer: z.string().nullable(),
});

/** What is sealed in `doubts.sealed`. */
export type DoubtContent = z.infer<typeof content>;

export const { seal: sealDoubt, open: openDoubt } = sealedColumn('doubts.sealed', content);
