// `npm run rotate-keys`: a new field key becomes the current one and everything is sealed with it, while the system runs.
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../base/cannot-start.ts';
import { keyFileLookMilliseconds } from '../crypto/keys-file.ts';
import { addFieldKey, makeFieldKeyCurrent, newestFieldKey } from '../crypto/rotate-key-file.ts';
import { checkKeys, deleteFieldKeys } from './check-keys.ts';
import { countByKey, type Ground, resealAll } from './reseal.ts';

/** Number of the advisory lock of rotations ('yrot' in ASCII). */
const rotationLock = 0x79726f74;

/**
 * A value sealed with the old key just before its process saw the new one is written before this is over: a process looks
 * at the file every second, and a statement of ours ends after 15 s.
 */
const settleMilliseconds = keyFileLookMilliseconds + 19_000;

export type Rotation = Ground & {
  /** Folder of the key file. */
  readonly folder: string;
  /** Only adds the new key, so that it can be brought to other machines before anything is sealed with it. */
  readonly prepareOnly: boolean;
  readonly say: (line: string) => void;
  /** For tests, which know their writers. */
  readonly settle?: number;
};

/**
 * Goes on with a rotation that was interrupted; otherwise takes the key that was prepared, or a new one. Ends by saying
 * which keys are no longer used. Throws CannotStart while another rotation runs.
 */
export const rotateKeys = async (rotation: Rotation): Promise<void> => {
  const session = await rotation.sql.reserve();
  try {
    const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${rotationLock}::bigint) as locked`;
    if (!row?.locked)
      throw new CannotStart({ zh: '另一个密钥轮换正在进行。', en: 'Another rotation of the keys is running.' });
    if (rotation.prepareOnly) return prepare(rotation);
    await rotate(rotation);
  } finally {
    await session`select pg_advisory_unlock(${rotationLock}::bigint)`.catch(() => undefined);
    session.release();
  }
};

const prepare = ({ folder, say }: Rotation): void => {
  const newest = newestFieldKey(folder);
  const id = newest.isCurrent ? addFieldKey(folder) : newest.id;
  say(`密钥 ${id} 已备好，尚未启用：请把 keys.json 复制到每台机器，然后运行 npm run rotate-keys。`);
  say(`Key ${id} is prepared and not used yet: copy keys.json to every machine, then run npm run rotate-keys.`);
};

const rotate = async (rotation: Rotation): Promise<void> => {
  const { sql, keys, say } = rotation;
  await useNewKey(rotation);
  await checkKeys(sql, keys);
  let moved = 0;
  const progress = (place: string, values: number): void => {
    moved += values;
    if (moved % 50_000 < values) say(`${place}: 共 ${moved} 个值已重新加密 values sealed again in all`);
  };
  await resealAll({ sql, keys, progress });
  await pause(rotation.settle ?? settleMilliseconds);
  const { unreadable } = await resealAll({ sql, keys, progress });
  say(`密钥 ${keys.currentFieldKey()} 已启用，${moved} 个值已重新加密。`);
  say(`Key ${keys.currentFieldKey()} is in use; ${moved} values were sealed again.`);
  if (unreadable > 0) {
    say(`${unreadable} 个值无法解密，保持原样。`);
    say(`${unreadable} values cannot be opened and stay as they are.`);
  }
  await sayUnused(rotation);
};

const useNewKey = async ({ sql, keys, folder, say }: Rotation): Promise<void> => {
  const newest = newestFieldKey(folder);
  const counts = await countByKey(sql);
  const isUnfinished = newest.isCurrent && [...counts.keys()].some((id) => id !== newest.id);
  if (isUnfinished) {
    say(`继续上一次轮换，密钥 ${newest.id}。`);
    say(`Going on with an earlier rotation, key ${newest.id}.`);
    return;
  }
  const id = newest.isCurrent ? addFieldKey(folder) : newest.id;
  makeFieldKeyCurrent(folder, id);
  // This process too looks at the file once a second only.
  while (keys.currentFieldKey() !== id) await pause(50);
};

const sayUnused = async ({ sql, keys, say }: Rotation): Promise<void> => {
  const counts = await countByKey(sql);
  const unused = keys
    .fingerprints()
    .filter(({ use, id, isCurrent }) => use === 'field' && !isCurrent && !counts.has(id))
    .map(({ id }) => id);
  await deleteFieldKeys(sql, unused);
  if (unused.length === 0) return;
  const list = unused.join(', ');
  say(`不再使用的密钥：${list}。只要还需要恢复更早的备份，就请保留它们；否则可以从 keys.json 的 field.keys 中删除。`);
  say(
    `No longer used: ${list}. Keep them as long as an older backup may be restored; else they may leave field.keys of keys.json.`,
  );
};
