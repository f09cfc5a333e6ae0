// The files that belong to the repository, as git sees them.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Paths from the root of all files that are tracked or would be: what is ignored is nobody's business. */
export const listFiles = async (root: string): Promise<readonly string[]> => {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = await promisify(execFile)('git', listing, { cwd: root, maxBuffer: 1 << 26 });
  const paths = new Set(stdout.split('\0').filter(Boolean));
  return [...paths].filter((path) => existsSync(`${root}/${path}`)).sort();
};

/** A function that gives the line, counted from 1, on which an offset into `text` lies. */
export const lineIn = (text: string): ((offset: number) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
};
