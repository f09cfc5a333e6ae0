// Gives the key file a new field key: added beside the old ones first, current when every process may have it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import { fieldKeyBytes, largestKeyId, replaceFile } from './keys-file.ts';

// What `readKeys` checked already; only what changes is looked at.
const keyFile = z.looseObject({
  field: z.object({ current: z.int(), keys: z.record(z.string(), z.string()) }),
});
type KeyFile = z.infer<typeof keyFile>;

/** The newest field key and whether it is the current one: one that is not was prepared. */
export const newestFieldKey = (folder: string): { readonly id: number; readonly isCurrent: boolean } => {
  const { current, keys } = readFile(folder).field;
  const id = Math.max(...Object.keys(keys).map(Number));
  return { id, isCurrent: id === current };
};

/** Adds a new field key that nothing is sealed with yet, and gives its id. Old keys stay. */
export const addFieldKey = (folder: string): number => {
  const file = readFile(folder);
  const id = newestFieldKey(folder).id + 1;
  if (id > largestKeyId) throw new CannotStart({ zh: '密钥编号已用完。', en: 'There are no more numbers for keys.' });
  const keys = { ...file.field.keys, [id]: randomBytes(fieldKeyBytes).toString('base64') };
  replace(folder, { ...file, field: { ...file.field, keys } });
  return id;
};

/** From now on new values are sealed with this key. */
export const makeFieldKeyCurrent = (folder: string, id: number): void => {
  const file = readFile(folder);
  replace(folder, { ...file, field: { ...file.field, current: id } });
};

const pathOf = (folder: string): string => join(folder, 'keys.json');

const readFile = (folder: string): KeyFile => keyFile.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')));

const replace = (folder: string, content: KeyFile): void =>
  replaceFile(pathOf(folder), `${JSON.stringify(content, null, 2)}\n`);
