// The file of refused rows that an import leaves beside its input: line, field and reason, never a value.
import { type FileHandle, open } from 'node:fs/promises';
import { problemWords, type RejectedRow } from './row-problems.ts';

export type RejectionsFile = {
  readonly add: (rows: readonly RejectedRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

// The mark lets spreadsheets see that the text is UTF-8.
const headings = '\ufeffline,field,reason_zh,reason\r\n';

/** Made with the first refused row (an older one is replaced then); without any, an older one is left alone. */
export const rejectionsFile = (path: string): RejectionsFile => {
  let file: FileHandle | undefined;
  return {
    add: async (rows) => {
      if (rows.length === 0) return;
      if (!file) {
        file = await open(path, 'w', 0o600);
        await file.write(headings);
      }
      await file.write(rows.map(linesOf).join(''));
    },
    close: async () => file?.close(),
  };
};

// None of the words has a quotation mark of ASCII in it.
const linesOf = ({ line, problems }: RejectedRow): string =>
  problems
    .map(({ field, code }) => `${line},${field},"${problemWords(code).zh}","${problemWords(code).en}"\r\n`)
    .join('');
