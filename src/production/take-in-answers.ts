// Takes in an answer file of a bank, sealed; a worker works it off afterwards.
import type { Result } from '../base/result.ts';
import {
  type FileKind,
  type TakeInRefused,
  type TakenIn,
  type TakingIn,
  takeInFile,
} from '../database/take-in-file.ts';
import { answerColumns, mostAnswerBytes, mostAnswers } from './answer-file.ts';

/** The headings of a table are a line too. */
const answers: FileKind = {
  kind: 'answers',
  columns: answerColumns,
  mostBytes: mostAnswerBytes,
  mostRows: mostAnswers + 1,
};

/** As `takeInFile`: the same file under the same key of the bank is the same file. */
export const takeInAnswers = (taking: TakingIn & { readonly bank: string }): Promise<Result<TakenIn, TakeInRefused>> =>
  takeInFile(answers, taking);
