// Reads a table from a file line by line: comma or tab, UTF-8 or GB18030, headings in Chinese or English, memory flat.
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { CannotStart } from './cannot-start.ts';

/** A column by the name of its field, which is its English heading: its Chinese heading, and whether a file must have it. */
export type Column = { readonly heading: string; readonly required?: true };
export type Columns<Name extends string = string> = Readonly<Record<Name, Column>>;

/** One row: `line` counts from 1 (the headings); a field that is empty or has no column is ''. */
export type CsvRow<Name extends string = string> = {
  readonly line: number;
  readonly fields: Readonly<Record<Name, string>>;
  /** Why the row cannot be read at all. */
  readonly broken?: 'row-form' | 'row-fields';
};

export const encodings = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

/** The longest row that is read; of a longer one nothing is kept. */
const longestRow = 65_536;
const sampleBytes = 65_536;

/** What a file is by its beginning. GB18030 text is as good as never valid UTF-8. */
export type FileForm = {
  readonly encoding: Encoding;
  readonly delimiter: ',' | '\t';
  readonly headings: readonly string[];
};

/** Encoding, delimiter and headings of a file. Throws CannotStart when it cannot be read or is empty. */
export const formOf = async (path: string): Promise<FileForm> => {
  const sample = await sampleOf(path);
  const encoding = isText(sample, 'utf-8') ? 'utf-8' : 'gb18030';
  const [first = ''] = decoderOf(encoding).decode(sample, { stream: true }).split(/\r?\n/, 1);
  const delimiter = first.includes('\t') ? '\t' : ',';
  const headings = (recordOf(first, delimiter) ?? []).map((heading) => heading.trim());
  if (headings.join('') === '') throw unreadable(path, { zh: '文件为空', en: 'it is empty' });
  return { encoding, delimiter, headings };
};

/** Whether the headings of a file are those of these columns: every required one is there. */
export const hasColumns = (form: FileForm, columns: Columns): boolean => missingColumns(form, columns).length === 0;

const missingColumns = ({ headings }: FileForm, columns: Columns): string[] =>
  Object.entries(columns)
    .filter(([name, { heading, required }]) => required && !headings.includes(name) && !headings.includes(heading))
    .map(([name, { heading }]) => `${heading} (${name})`);

/**
 * The rows of a file after its headings. Columns come in any order; those with another heading are left alone. A row is
 * one line: a quotation mark that never closes spoils its own row and no other. Throws CannotStart when a required
 * column is missing or the text leaves its encoding.
 */
export async function* readCsv<Name extends string>(
  path: string,
  columns: Columns<Name>,
): AsyncGenerator<CsvRow<Name>> {
  const form = await formOf(path);
  const missing = missingColumns(form, columns);
  if (missing.length > 0)
    throw unreadable(path, { zh: `缺少列 ${missing.join('、')}`, en: `it has no column ${missing.join(', ')}` });
  const fieldsOf = fieldReader(form, columns);
  let line = 0;
  for await (const texts of linesOf(decoded(path, form.encoding)))
    for (const text of texts) {
      line += 1;
      if (line === 1 || text === '') continue;
      const record = text === undefined ? undefined : recordOf(text, form.delimiter);
      if (!record) yield { line, fields: fieldsOf([]), broken: 'row-form' };
      else if (record.length !== form.headings.length) yield { line, fields: fieldsOf([]), broken: 'row-fields' };
      else yield { line, fields: fieldsOf(record) };
    }
}

// Few rows have a quotation mark; the others need no parser.
const recordOf = (line: string, delimiter: string): readonly string[] | undefined => {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    const [record] = parse(line, { delimiter });
    return record;
  } catch {
    return undefined;
  }
};

// Lines in blocks, because an asynchronous step for each line would take longer than the line; undefined for one that is
// longer than a row may be.
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<(string | undefined)[]> {
  let begun: string | undefined = '';
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n');
    begun = begun === undefined || begun.length + first.length > longestRow ? undefined : begun + first;
    if (others.length === 0) continue;
    const last = others.pop() ?? '';
    yield [begun, ...others].map(withoutReturn);
    begun = last;
  }
  yield [begun].map(withoutReturn);
}

const withoutReturn = (line: string | undefined): string | undefined =>
  line?.endsWith('\r') ? line.slice(0, -1) : line;

const fieldReader = <Name extends string>(form: FileForm, columns: Columns<Name>) => {
  const names = Object.keys(columns) as Name[];
  const places = names.map((name) => {
    const byName = form.headings.indexOf(name);
    return byName >= 0 ? byName : form.headings.indexOf(columns[name].heading);
  });
  return (record: readonly string[]): Record<Name, string> => {
    const fields = {} as Record<Name, string>;
    for (const [at, name] of names.entries()) fields[name] = record[places[at] ?? -1]?.trim() ?? '';
    return fields;
  };
};

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: sampleBytes }))
      yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw unreadable(path, { zh: `不是完整的 ${encoding} 文本`, en: `it is not ${encoding} text throughout` });
  }
}

// Drops a byte order mark; bytes that are none of the encoding throw.
const decoderOf = (encoding: Encoding): TextDecoder => new TextDecoder(encoding, { fatal: true });

const isText = (bytes: Uint8Array, encoding: Encoding): boolean => {
  try {
    decoderOf(encoding).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

const sampleOf = async (path: string): Promise<Uint8Array> => {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(path, { zh: `打不开（${reason}）`, en: `it does not open (${reason})` });
  } finally {
    await file?.close();
  }
};

const unreadable = (path: string, why: { readonly zh: string; readonly en: string }): CannotStart =>
  new CannotStart({ zh: `文件 ${path} 不能导入：${why.zh}。`, en: `The file ${path} cannot be imported: ${why.en}.` });
