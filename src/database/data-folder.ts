// The data folder belongs to one program at a time: a file with its process number says to which.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart, errorCode } from '../base/cannot-start.ts';
import { isAlive, startOfProcess } from './processes.ts';

/** The folder is ours until `release`, or belongs to the living process `heldBy`. */
export type DataFolder = { readonly heldBy: number } | { readonly heldBy: undefined; release(): void };

const holderFile = 'yikatong.pid';

/** Who wrote a file like ours and still lives; undefined for a leftover, also when its number went to another process. */
const liveHolder = (content: string): number | undefined => {
  const [first, started] = content.split('\n');
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return started === startOfProcess(pid) ? pid : undefined;
};

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Moves a leftover away; had somebody replaced it meanwhile, their file goes back to its place. */
const removeLeftover = (path: string, leftover: string): void => {
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
    if (readIfThere(aside) !== leftover) linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

/** Makes the folder (closed to others) and takes it for this process, unless another living program has it. */
export const takeDataFolder = (folder: string): DataFolder => {
  makeFolder(folder);
  const path = join(folder, holderFile);
  const own = `${path}.${process.pid}.new`;
  const content = `${process.pid}\n${startOfProcess(process.pid)}\n`;
  writeFileSync(own, content, { mode: 0o644 });
  try {
    for (;;) {
      if (linkWhole(own, path)) return { heldBy: undefined, release: () => removeLeftover(path, content) };
      const found = readIfThere(path);
      const heldBy = found === undefined ? undefined : liveHolder(found);
      if (heldBy !== undefined) return { heldBy };
      if (found !== undefined) removeLeftover(path, found);
    }
  } finally {
    rmSync(own, { force: true });
  }
};

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' && errorCode(error) !== 'ENOTDIR') throw error;
    throw new CannotStart({
      zh: `${folder} 不是文件夹：请用 YIKATONG_DATA 指定一个文件夹。`,
      en: `${folder} is not a folder: name one with YIKATONG_DATA.`,
    });
  }
};

/** A link either makes the whole file or fails: nobody ever reads half of it. False when the name is taken. */
const linkWhole = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
};

/** What a program says that needs the folder for itself. */
export const folderInUse = (folder: string, pid: number): CannotStart =>
  new CannotStart({
    zh: `数据文件夹 ${folder} 正由另一个一卡通程序使用（进程 ${pid}）：请先停止它，或用 YIKATONG_DATA 指定另一个文件夹。`,
    en: `The data folder ${folder} is in use by another Yikatong (process ${pid}): stop it, or name another folder with YIKATONG_DATA.`,
  });
