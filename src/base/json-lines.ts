// One line of a file of JSON lines: an object whose values stand for the texts a table would hold.

/**
 * The object's values as text: numbers as digits, true and false as yes and no, null as nothing, lists joined by `;`.
 * undefined when the line is no such object. A number too large to be exact is refused: it would be another one.
 */
export const jsonRecord = (line: string): ReadonlyMap<string, string> | undefined => {
  const object = parsed(line);
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  const record = new Map<string, string>();
  for (const [name, value] of Object.entries(object)) {
    const text = textOf(value);
    if (text === undefined) return undefined;
    record.set(name, text);
  }
  return record;
};

const textOf = (value: unknown): string | undefined => {
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (!Array.isArray(value)) return undefined;
  const parts = value.map((part) => (Array.isArray(part) ? undefined : textOf(part)));
  return parts.includes(undefined) ? undefined : parts.join(';');
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
