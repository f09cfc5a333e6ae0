// Many values as one parameter: PostgreSQL's array literal, for the bulk statements of imports.

/**
 * The literal of an array, to be cast: `${arrayOf(values)}::text::bytea[]`. The driver cannot send arrays of bytes or
 * booleans, and escapes text with two regular expressions an element; hexadecimal and ids need none.
 */
export const arrayOf = (values: readonly (Uint8Array | string | number | boolean | null)[]): string =>
  `{${values.map(element).join(',')}}`;

const element = (value: Uint8Array | string | number | boolean | null): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
  if (typeof value === 'object') return `"\\\\x${hexOf(value)}"`;
  return String(value);
};

const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
