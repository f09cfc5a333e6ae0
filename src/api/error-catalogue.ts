// Every code the interfaces answer with, from the tables the program itself answers from: it cannot go stale.
import { errorWords } from '../edge/words.ts';
import { bankRefusals, rowRefusals, type Words } from './bank-words.ts';
import { callbackRefusals } from './connection-schemas.ts';
import { differenceWords } from './difference-words.ts';
import { feedRefusals } from './feed-words.ts';
import { fileRefusals } from './received-file.ts';

/** `status` of HTTP; null for a row of a file or a difference, which come with 200. */
export type CatalogueEntry = Words & { readonly code: string; readonly status: number | null };

/** In the order of status and code. */
export const errorCatalogue = (): readonly CatalogueEntry[] => {
  const edge = Object.entries(errorWords).map(([status, { code, text }]) => ({
    code,
    status: Number(status),
    ...text,
  }));
  const refusals = [bankRefusals, feedRefusals, fileRefusals, callbackRefusals].flatMap((table) =>
    Object.entries(table).map(([code, { status, zh, en }]) => ({ code, status, zh, en })),
  );
  const rows = Object.entries(rowRefusals).map(([code, { zh, en }]) => ({ code, status: null, zh, en }));
  const differences = Object.entries(differenceWords).map(([code, { meaning, toDo }]) => ({
    ...{ code, status: null, zh: `${meaning.zh}${toDo.zh}`, en: `${meaning.en} ${toDo.en}` },
  }));
  const all: readonly CatalogueEntry[] = [...edge, ...refusals, ...rows, ...differences];
  // A code of two tables (TOO_LARGE, KEY_REUSED) is told once, as it was said first.
  const once = new Map(all.toReversed().map((entry) => [`${entry.status} ${entry.code}`, entry]));
  return [...once.values()].toSorted(
    (one, other) => (one.status ?? 999) - (other.status ?? 999) || one.code.localeCompare(other.code),
  );
};
