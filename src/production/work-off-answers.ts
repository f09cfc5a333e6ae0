// Works off a bank's answer file in pieces; whoever is killed goes on behind the last committed one.
import { type Row, readRows } from '../base/rows.ts';
import { type Keys, openJson, sealJson } from '../crypto/keys.ts';
import { type Counts, endImport, type ImportId, moveImportOn } from '../database/import-runs.ts';
import { type OpenAnswerFile, receivedInput } from '../database/received-import.ts';
import {
  type Answer,
  type AnswerColumn,
  type AnswerResult,
  answerColumns,
  answerFrom,
  answerNames,
  answerResult,
} from './answer-file.ts';
import {
  insertResults,
  listRowsAgain,
  type ResultRow,
  type ResultState,
  type RowAgain,
  updateResults,
} from './answer-results-store.ts';
import { type AnswerGround, stepOf, type Taken, takeAnswers } from './take-answers.ts';

/** Rows whose results are committed together; so many are done again, and change nothing, after a crash. */
const pieceRows = 500;
/** Then the file of another bank has its turn. */
export const rowsATurn = 10_000;

const place = 'answer_results.sealed';

/** How far the file is. */
type Progress = { readonly line: number; readonly counts: Counts };

/**
 * Works the file off behind its last committed piece, for a turn at most; `done` when its end was reached. Rows count from
 * the instant at which the file was received. Rows that met a wrong state are tried once more when all others were, if
 * one of these was about the same number. Throws CannotStart where the text leaves its encoding.
 */
export const workOffAnswers = async (
  ground: AnswerGround,
  file: OpenAnswerFile,
  stop: AbortSignal,
): Promise<'done' | 'turn is over'> => {
  const work: Work = { ...ground, businessClock: () => file.at, file };
  let progress: Progress = { line: file.line, counts: file };
  let rowsDone = 0;
  const input = receivedInput(ground, file.importId, file.size);
  for await (const rows of piecesBehind(file.line, readRows(input, answerColumns))) {
    stop.throwIfAborted();
    progress = await firstTry(work, progress, rows);
    rowsDone += rows.length;
    if (rowsDone >= rowsATurn) return 'turn is over';
  }
  for (;;) {
    stop.throwIfAborted();
    const rows = await listRowsAgain(ground.sql, file.importId, pieceRows);
    if (rows.length === 0) break;
    progress = await secondTry(work, progress, rows);
  }
  await endImport(ground.sql, file.importId, 'done');
  return 'done';
};

type Work = AnswerGround & { readonly file: OpenAnswerFile };

async function* piecesBehind(
  line: number,
  rows: AsyncIterable<Row<AnswerColumn>>,
): AsyncGenerator<readonly Row<AnswerColumn>[]> {
  let piece: Row<AnswerColumn>[] = [];
  for await (const row of rows) {
    if (row.line <= line) continue;
    piece.push(row);
    if (piece.length < pieceRows) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

const firstTry = async (work: Work, { counts }: Progress, rows: readonly Row<AnswerColumn>[]): Promise<Progress> => {
  const { sql, keys, file } = work;
  const taken = await takeAnswers(work, file, rows.map(answerFrom));
  const accepted = countAccepted(taken);
  const after = {
    line: rows.at(-1)?.line ?? file.line,
    counts: {
      ...counts,
      read: counts.read + rows.length,
      changed: counts.changed + accepted,
      rejected: counts.rejected + rows.length - accepted,
    },
  };
  const results = taken.map((each) => resultRow(keys, file.importId, { ...each, mayTryAgain: true }));
  await sql.begin(async (transaction) => {
    await insertResults(transaction, file.importId, results);
    await moveImportOn(transaction, file.importId, after);
  });
  return after;
};

/** In the order of a card's life: what came too early finds the state it needs, if another row has led there. */
const secondTry = async (work: Work, { line, counts }: Progress, rows: readonly RowAgain[]): Promise<Progress> => {
  const { sql, keys, file } = work;
  const answers = rows.map((row) => answerAgain(keys, file.importId, row));
  const taken = await takeAnswers(work, file, answers);
  const accepted = countAccepted(taken);
  const after = {
    line,
    counts: { ...counts, changed: counts.changed + accepted, rejected: counts.rejected - accepted },
  };
  const results = taken.map((each) => resultRow(keys, file.importId, { ...each, mayTryAgain: false }));
  await sql.begin(async (transaction) => {
    await updateResults(transaction, file.importId, results);
    await moveImportOn(transaction, file.importId, after);
  });
  return after;
};

const countAccepted = (taken: readonly Taken[]): number => taken.filter(({ result }) => result.accepted).length;

const answerAgain = (keys: Keys, fileId: ImportId, { line, number, sealed }: RowAgain): Answer => {
  const { number: written, report, body } = openResult(keys, fileId, sealed);
  const name = answerNames.find((each) => each === report) ?? null;
  return { line, written: { number: written, report }, number, report: name, body: body ?? {}, broken: false };
};

/** What became of a row, as it was kept. */
export const openResult = (keys: Keys, fileId: ImportId, sealed: Uint8Array): AnswerResult =>
  answerResult.parse(openJson(keys, { place, personId: fileId }, sealed));

const resultRow = (
  keys: Keys,
  fileId: ImportId,
  { answer, result, mayTryAgain }: Taken & { readonly mayTryAgain: boolean },
): ResultRow => {
  const { line, number, report, body } = answer;
  const state = mayTryAgain ? stateOf(result) : finalStateOf(result);
  const kept = state === 'again' ? { ...result, body } : result;
  const sealed = sealJson(keys, { place, personId: fileId }, kept);
  return { line, number, step: stepOf(report), state, sealed };
};

const finalStateOf = ({ accepted }: AnswerResult): ResultState => (accepted ? 'accepted' : 'refused');

/** Refusals that another row of the file may have done away with; what the card has to be the gate says by the first. */
const tooEarly: readonly (string | null)[] = ['WRONG_STATE', 'CARD_UNKNOWN', 'CARD_NOT_RECEIVED'];

const stateOf = (result: AnswerResult): ResultState =>
  tooEarly.includes(result.code) ? 'again' : finalStateOf(result);
