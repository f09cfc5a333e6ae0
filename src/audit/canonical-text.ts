// The text that is authenticated: fields in a fixed order, each with its length, so that no two records give the same text.

/** One field: text, a list of texts, or nothing. */
export type Field = string | null | readonly string[];

const netstring = (text: string): string => `${Buffer.byteLength(text)}:${text},`;

const encodeField = (field: Field): string => {
  if (field === null) return '-';
  if (typeof field === 'string') return netstring(field);
  return `[${field.length}${field.map(netstring).join('')}]`;
};

/**
 * Encodes `fields` under a `domain`, which names the kind and version of the record. A text is a netstring
 * (`byte length:UTF-8,`), nothing is `-`, a list is `[`, its length, its netstrings, `]`; so the encoding can be read
 * back in one way only and a value cannot run into its neighbour.
 */
export const canonicalText = (domain: string, fields: readonly Field[]): string =>
  netstring(domain) + fields.map(encodeField).join('');

/** A record of texts as a list: keys in code-unit order, each followed by its value. */
export const sortedEntries = (record: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(record)
    .sort()
    .flatMap((key) => [key, record[key] ?? '']);
