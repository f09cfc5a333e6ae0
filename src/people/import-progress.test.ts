// What the person at the terminal sees while a file comes in.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { progressLine, showProgress } from './import-progress.ts';

const progress = (read: number, bytes: number) => ({
  ...{ read, added: read - 3, changed: 0, unchanged: 0, rejected: 3 },
  ...{ bytes, size: 1_000 },
});

const watch = (isTerminal: boolean) => {
  let now = 0;
  const written: string[] = [];
  const screen = { isTerminal, write: (text: string) => void written.push(text) };
  const shown = showProgress(screen, () => now);
  const at = (milliseconds: number, read: number, bytes: number): void => {
    now = milliseconds;
    shown.show(progress(read, bytes));
  };
  return { written, at, end: shown.end };
};

it('says rows, rate, refused rows and how much of the file is read', () => {
  assert.equal(progressLine(progress(12_000, 456), 3_456.4), '12,000 行 rows · 3,456/s · 退回 rejected 3 · 45%');
});

it('draws a bar over itself at a terminal, not more often than the eye follows, and clears it', () => {
  const { written, at, end } = watch(true);
  at(100, 1_000, 100);
  at(1_000, 2_000, 500);
  at(1_100, 3_000, 600);
  end();
  assert.equal(written.length, 2);
  assert.equal(
    written[0],
    `\r[${'█'.repeat(15)}${'░'.repeat(15)}] 2,000 行 rows · 1,000/s · 退回 rejected 3 · 50%\u001b[K`,
  );
  assert.equal(written[1], '\r\u001b[K');
});

it('writes a line every ten seconds elsewhere; rows of an interrupted run do not count as fast', () => {
  const { written, at, end } = watch(false);
  at(1_000, 500_000, 500);
  at(11_000, 511_000, 600);
  at(12_000, 512_000, 700);
  end();
  assert.deepEqual(written, ['511,000 行 rows · 1,000/s · 退回 rejected 3 · 60%\n']);
});

it('is whole for an empty file', () => {
  assert.match(progressLine({ ...progress(0, 0), size: 0 }, 0), /100%/);
});
