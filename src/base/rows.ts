// Reads the rows of a file: a table with commas or tabs, or JSON lines; UTF-8 or GB18030; names in Chinese or English; memory flat.
import { parse } from 'csv-parse/sync';
import { decoderOf, type Encoding, encodingOf, type Input, sampleOf, textOf, unreadable } from './input.ts';
import { jsonRecord } from './json-lines.ts';

/** A column by the name of its field, which is its English heading: its Chinese heading, and whether a file must have it. */
export type Column = { readonly heading: string; readonly required?: true };
export type Columns<Name extends string = string> = Readonly<Record<Name, Column>>;

/** One row: `line` counts from 1 (the headings of a table); a field that is empty or not there is ''. */
export type Row<Name extends string = string> = {
  readonly line: number;
  readonly fields: Readonly<Record<Name, string>>;
  /** Why the row cannot be read at all. */
  readonly broken?: 'row-form' | 'row-fields';
};

/** The longest row that is read; of a longer one nothing is kept. */
const longestRow = 65_536;
const sampleBytes = 65_536;

/** What a file is by its beginning. The names of JSON lines are those of all objects there. */
export type FileForm = { readonly encoding: Encoding; readonly headings: readonly string[] } & (
  | { readonly layout: 'table'; readonly delimiter: ',' | '\t' }
  | { readonly layout: 'json-lines' }
);

/** Encoding, layout and headings of a file. Throws CannotStart when it cannot be read or is empty. */
export const formOf = async (input: Input): Promise<FileForm> => {
  const sample = await sampleOf(input, sampleBytes);
  const encoding = encodingOf(sample);
  const text = decoderOf(encoding).decode(sample, { stream: true });
  const form = text.trimStart().startsWith('{') ? jsonForm(encoding, text) : tableForm(encoding, text);
  if (form.headings.join('') === '') throw unreadable(input.name, { zh: '文件为空', en: 'it is empty' });
  return form;
};

const tableForm = (encoding: Encoding, text: string): FileForm => {
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = first.includes('\t') ? '\t' : ',';
  const headings = (recordOf(first, delimiter) ?? []).map((heading) => heading.trim());
  return { layout: 'table', encoding, delimiter, headings };
};

const jsonForm = (encoding: Encoding, text: string): FileForm => {
  const names = text.split('\n').flatMap((line) => [...(jsonRecord(line)?.keys() ?? [])]);
  return { layout: 'json-lines', encoding, headings: [...new Set(names)] };
};

/** Whether the headings of a file are those of these columns: every required one is there. */
export const hasColumns = (form: FileForm, columns: Columns): boolean => missingColumns(form, columns).length === 0;

export const missingColumns = ({ headings }: FileForm, columns: Columns): string[] =>
  Object.entries(columns)
    .filter(([name, { heading, required }]) => required && !headings.includes(name) && !headings.includes(heading))
    .map(([name, { heading }]) => `${heading} (${name})`);

/**
 * The rows of a file after its headings. Columns come in any order; those with another heading are left alone. A row is
 * one line: a quotation mark that never closes spoils its own row and no other. Throws CannotStart when a required
 * column is missing or the text leaves its encoding.
 */
export async function* readRows<Name extends string>(input: Input, columns: Columns<Name>): AsyncGenerator<Row<Name>> {
  const form = await formOf(input);
  const missing = missingColumns(form, columns);
  if (missing.length > 0)
    throw unreadable(input.name, { zh: `缺少列 ${missing.join('、')}`, en: `it has no column ${missing.join(', ')}` });
  const readLine = form.layout === 'table' ? tableReader(form, columns) : jsonReader(columns);
  let line = 0;
  for await (const texts of linesOf(textOf(input, form.encoding)))
    for (const text of texts) {
      line += 1;
      if (text === '' || (line === 1 && form.layout === 'table')) continue;
      yield { line, ...readLine(text) };
    }
}

/** A line as a row; undefined is one that is too long. */
type ReadLine<Name extends string> = (text: string | undefined) => Omit<Row<Name>, 'line'>;

const tableReader = <Name extends string>(
  { delimiter, headings }: Extract<FileForm, { layout: 'table' }>,
  columns: Columns<Name>,
): ReadLine<Name> => {
  const fieldsOf = fieldReader(columns, (name, { heading }) => {
    const byName = headings.indexOf(name);
    const place = byName >= 0 ? byName : headings.indexOf(heading);
    return (record: readonly string[]) => record[place]?.trim();
  });
  return (text) => {
    const record = text === undefined ? undefined : recordOf(text, delimiter);
    if (!record) return { fields: fieldsOf([]), broken: 'row-form' };
    return record.length === headings.length
      ? { fields: fieldsOf(record) }
      : { fields: fieldsOf([]), broken: 'row-fields' };
  };
};

const jsonReader = <Name extends string>(columns: Columns<Name>): ReadLine<Name> => {
  const fieldsOf = fieldReader(
    columns,
    (name, { heading }) =>
      (record: ReadonlyMap<string, string>) =>
        record.get(name) ?? record.get(heading),
  );
  return (text) => {
    const record = text === undefined ? undefined : jsonRecord(text);
    return record ? { fields: fieldsOf(record) } : { fields: fieldsOf(new Map()), broken: 'row-form' };
  };
};

/** Where each field of a record stands is worked out once, not for every row. */
const fieldReader = <Name extends string, Found>(
  columns: Columns<Name>,
  finder: (name: Name, column: Column) => (record: Found) => string | undefined,
) => {
  const names = Object.keys(columns) as Name[];
  const find = names.map((name) => [name, finder(name, columns[name])] as const);
  return (record: Found): Record<Name, string> => {
    const fields = {} as Record<Name, string>;
    for (const [name, read] of find) fields[name] = read(record) ?? '';
    return fields;
  };
};

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
