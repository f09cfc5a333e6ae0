// Why the program does not start (or cannot go on): one sentence for the person at the terminal, never a stack.

/** Thrown on the way up for what a person can mend; `main.ts` prints the sentence and exits with 1. */
export class CannotStart extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(words: { readonly zh: string; readonly en: string }) {
    super(words.en);
    this.name = 'CannotStart';
    this.zh = words.zh;
    this.en = words.en;
  }
}

/** The code of a system or PostgreSQL error (`EADDRINUSE`, `53100`), or '' where there is none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The sentence for outages that can strike anywhere on the way up; undefined when it is none of them, hence a bug. */
export const outageWords = (error: unknown): CannotStart | undefined => {
  if (error instanceof CannotStart) return error;
  const code = errorCode(error);
  // 53100 is PostgreSQL's "disk full" (appendix A of its manual).
  if (code === 'ENOSPC' || code === '53100' || code === 'EDQUOT') return diskFull();
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const path = error instanceof Error && 'path' in error ? String(error.path) : '?';
    return new CannotStart({
      zh: `没有权限读写 ${path}：请修改其权限，或用 YIKATONG_DATA 指定另一个文件夹。`,
      en: `No permission for ${path}: change its permissions, or name another folder with YIKATONG_DATA.`,
    });
  }
  return undefined;
};

export const diskFull = (): CannotStart =>
  new CannotStart({
    zh: '磁盘空间已满：请清理后重新启动，数据没有丢失。',
    en: 'The disk is full: make room and start again; no data is lost.',
  });
