// Every code the interfaces answer with and what to do about it, from the tables the program itself answers from: it cannot go stale.
import { errorWords } from '../edge/words.ts';
import { policyWords } from '../policy/explain.ts';
import { refusalCodes } from '../policy/verdict.ts';
import { bankRefusals, rights, rowRefusals, type Words } from './bank-words.ts';
import { callbackRefusals } from './connection-schemas.ts';
import { differenceWords } from './difference-words.ts';
import { feedRefusals } from './feed-words.ts';
import { answerFileRefusals, bookRefusals, tokenRefusals } from './other-refusals.ts';
import { fileRefusals } from './received-file.ts';
import { requestRefusals } from './request-words.ts';
import { sandboxRefusals } from './sandbox-words.ts';
import { telephoneRefusals } from './telephone-words.ts';
import { transitRefusals } from './transit-words.ts';
import { visitRefusals } from './visit-words.ts';
import { gateToDo, type OwnCode, rightToDo, whatToDo } from './what-to-do.ts';

/** `status` of HTTP; null for a row of a file or a difference, which come with 200. */
export type CatalogueEntry = Words & {
  readonly code: string;
  readonly status: number | null;
  readonly toDo: Words;
};

type Row = Words & { readonly status?: number };

const rowsOf = <Code extends OwnCode>(table: Readonly<Record<Code, Row>>): readonly CatalogueEntry[] =>
  listCodes(table).map((code) => {
    const { zh, en, status = null } = table[code];
    return { code, status, zh, en, toDo: whatToDo[code] };
  });

/** The names of a table, as the names they are. */
const listCodes = <Code extends string>(table: Readonly<Record<Code, unknown>>): readonly Code[] => {
  const isCode = (name: string): name is Code => name in table;
  return Object.keys(table).filter(isCode);
};

const ofEdge = (): readonly CatalogueEntry[] =>
  Object.entries(errorWords).map(([status, { code, text }]) => ({
    ...{ code, status: Number(status), ...text, toDo: whatToDo[code] },
  }));

/** Of the gate, in the words people read; what stands in braces is filled in. */
const ofGate = (): readonly CatalogueEntry[] =>
  refusalCodes.map((code) => ({
    code,
    status: rights.includes(code) ? 403 : 409,
    ...{ zh: policyWords('zh').code[code], en: policyWords('en').code[code] },
    toDo: rights.includes(code) ? rightToDo : gateToDo,
  }));

const ofDifferences = (): readonly CatalogueEntry[] =>
  Object.entries(differenceWords).map(([code, { meaning, toDo }]) => ({ code, status: null, ...meaning, toDo }));

/** In the order of status and code. */
export const errorCatalogue = (): readonly CatalogueEntry[] => {
  const all: readonly CatalogueEntry[] = [
    ...rowsOf(tokenRefusals),
    ...ofEdge(),
    ...rowsOf(bankRefusals),
    ...rowsOf(feedRefusals),
    ...rowsOf(fileRefusals),
    ...rowsOf(answerFileRefusals),
    ...rowsOf(bookRefusals),
    ...rowsOf(callbackRefusals),
    ...rowsOf(visitRefusals),
    ...rowsOf(requestRefusals),
    ...rowsOf(sandboxRefusals),
    ...rowsOf(rowRefusals),
    ...rowsOf(transitRefusals),
    ...rowsOf(telephoneRefusals),
    ...ofDifferences(),
    ...ofGate(),
  ];
  // A code of two tables (TOO_LARGE, KEY_REUSED) is told once, as it was said first.
  const once = new Map(all.toReversed().map((entry) => [`${entry.status} ${entry.code}`, entry]));
  return [...once.values()].toSorted(
    (one, other) => (one.status ?? 999) - (other.status ?? 999) || one.code.localeCompare(other.code),
  );
};
