// Takes in a file of insured people, from the core system's interface or the console; a worker imports it afterwards.
import type { Result } from '../base/result.ts';
import {
  type FileKind,
  type TakeInRefused,
  type TakenIn,
  type TakingIn,
  takeInFile,
} from '../database/take-in-file.ts';
import { peopleColumns } from './people-columns.ts';

/** One call carries a day's changes of a large city; a first load of everybody comes as a file, or in several calls. */
export const mostBytes = 64 * 1024 * 1024;
export const mostRows = 300_000;

const peopleFile: FileKind = { kind: 'people', columns: peopleColumns, mostBytes, mostRows };

/** As `takeInFile`, with the columns of people. */
export const takeInPeople = (taking: TakingIn): Promise<Result<TakenIn, TakeInRefused>> =>
  takeInFile(peopleFile, taking);
