// The Chromium that tests drive: unpacked once per user from its npm package, or one that is installed already.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser to start: where it is, and the environment it needs (none: the one of this process). */
export type Chromium =
  | { readonly executablePath: string; readonly env?: NodeJS.ProcessEnv }
  | { readonly channel: string };

// The package unpacks its shared libraries only where it believes to run on AWS Lambda.
const lambda = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
const unpackScript = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;

/**
 * The Chromium of this machine: `CHROME_PATH` if set, else the one from npm (it exists for Linux on x64 only), else an
 * installed Chrome, which Playwright finds or names as missing.
 */
export const findChromium = async (): Promise<Chromium> => {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return { executablePath: chosen };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpackedFolder(tmpdir());
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const env = { ...process.env, HOME: folder, FONTCONFIG_PATH: join(folder, 'fonts'), LD_LIBRARY_PATH: libraries };
  return { executablePath: join(folder, 'chromium'), env };
};

/**
 * The folder under `parent` that holds the unpacked browser of this user and version; unpacks it if it is not there.
 * Whoever unpacks does so aside and renames at the end, so that several processes may start at once and none ever sees
 * half a browser; the slower ones throw theirs away.
 */
export const unpackedFolder = async (parent: string): Promise<string> => {
  const user = process.getuid?.() ?? 0;
  const folder = join(parent, `yikatong-chromium-${user}-${packageVersion()}`);
  if (!existsSync(folder)) {
    const aside = await mkdtemp(`${folder}.`);
    try {
      await unpackInto(aside);
      await rename(aside, folder);
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  await refuseForeignFolder(folder, user);
  return folder;
};

/** Unpacks in a process of its own, because the package goes by TMPDIR and this process has another use for it. */
const unpackInto = async (folder: string): Promise<void> => {
  const env = { ...process.env, ...lambda, TMPDIR: folder };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpackScript], {
    cwd: import.meta.dirname,
    env,
  });
  // Its own settings name folders that all users share. With these, pages look the same whatever fonts a machine has.
  await mkdir(join(folder, 'fonts-cache'));
  const settings = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir prefix="relative">.</dir><cachedir prefix="relative">../fonts-cache</cachedir></fontconfig>`;
  await writeFile(join(folder, 'fonts', 'fonts.conf'), settings);
};

/** A folder with a name that can be guessed may have been laid out by somebody else: never start what lies in it. */
const refuseForeignFolder = async (folder: string, user: number): Promise<void> => {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== user) throw new Error(`${folder} belongs to another user: remove it`);
};

const packageVersion = (): string => {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  return createRequire(import.meta.url)(fileURLToPath(manifest)).version;
};
