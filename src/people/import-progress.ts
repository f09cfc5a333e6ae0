// How far an import is, for the person at the terminal: a bar where it can be drawn over, else a line now and then.
import type { ImportProgress } from '../database/import-file.ts';

/** Where a command prints; `isTerminal` tells whether a line can be drawn over. */
export type Screen = { readonly isTerminal: boolean; readonly write: (text: string) => void };

const redrawMilliseconds = 200;
const lineMilliseconds = 10_000;
const barWidth = 30;

/**
 * Shows progress as it is told of; `milliseconds` is a clock that only goes forward. `end` clears the bar for what
 * is said next.
 */
export const showProgress = (
  screen: Screen,
  milliseconds: () => number,
): { readonly show: (progress: ImportProgress) => void; readonly end: () => void } => {
  const began = milliseconds();
  let firstRead: number | undefined;
  let shownAt = began;
  const pause = screen.isTerminal ? redrawMilliseconds : lineMilliseconds;
  return {
    show: (progress) => {
      // Rows of an earlier run were not read in this time.
      firstRead ??= progress.read;
      const now = milliseconds();
      if (now - shownAt < pause) return;
      shownAt = now;
      const rowsPerSecond = ((progress.read - firstRead) * 1000) / (now - began);
      const line = progressLine(progress, rowsPerSecond);
      screen.write(screen.isTerminal ? `\r${bar(progress)} ${line}\u001b[K` : `${line}\n`);
    },
    end: () => {
      if (screen.isTerminal) screen.write('\r\u001b[K');
    },
  };
};

/** `12,000 行 rows · 3,456/s · 退回 rejected 3 · 45%` */
export const progressLine = (progress: ImportProgress, rowsPerSecond: number): string =>
  [
    `${grouped(progress.read)} 行 rows`,
    `${grouped(Math.round(rowsPerSecond))}/s`,
    `退回 rejected ${grouped(progress.rejected)}`,
    `${Math.floor(shareOf(progress) * 100)}%`,
  ].join(' · ');

const bar = (progress: ImportProgress): string => {
  const full = Math.floor(shareOf(progress) * barWidth);
  return `[${'█'.repeat(full)}${'░'.repeat(barWidth - full)}]`;
};

const shareOf = ({ bytes, size }: ImportProgress): number => (size === 0 ? 1 : Math.min(1, bytes / size));

const grouped = (count: number): string => count.toLocaleString('en');
