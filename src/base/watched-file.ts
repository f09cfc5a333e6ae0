// A file of settings that is read again when it has changed, so that what stands in it changes without a restart.
import { statSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';

/**
 * Reads it now, and again whenever it is another one when somebody asks. A file that is not usable while it is being
 * written leaves what was, and `unusable` is told; at the first reading CannotStart is thrown.
 */
export const watchedFile = <T>(path: string, read: () => T, unusable: (error: CannotStart) => void): (() => T) => {
  const stamp = (): string => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : '';
  };
  let seen = stamp();
  let content = read();
  return () => {
    const now = stamp();
    if (now === seen) return content;
    seen = now;
    try {
      content = read();
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error;
      unusable(error);
    }
    return content;
  };
};
