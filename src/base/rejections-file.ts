// The report of rows that went back: CSV with line, field and reason in two languages, never a value.
import { open } from 'node:fs/promises';
import { problemWords } from './row-problems.ts';

/** One thing that is wrong with a row; `code` as it was recorded. */
type Rejection = { readonly line: number; readonly field: string; readonly code: string };

// The mark lets spreadsheets see that the text is UTF-8.
const headings = '\ufeffline,field,reason_zh,reason\r\n';

/** The report in pieces. */
export async function* rejectionsCsv(pages: AsyncIterable<readonly Rejection[]>): AsyncGenerator<string> {
  yield headings;
  for await (const page of pages) yield page.map(lineOf).join('');
}

// None of the words has a quotation mark of ASCII in it.
const lineOf = ({ line, field, code }: Rejection): string => {
  const { zh, en } = problemWords(code);
  return `${line},${field},"${zh}","${en}"\r\n`;
};

/** Writes the report (0600) in the place of an older one. */
export const writeRejections = async (path: string, pages: AsyncIterable<readonly Rejection[]>): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    for await (const text of rejectionsCsv(pages)) await file.write(text);
  } finally {
    await file.close();
  }
};
