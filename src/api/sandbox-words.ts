// Why a sandbox is not reset just now.
import type { Words } from './bank-words.ts';

export const sandboxRefusals = {
  SANDBOX_RESETS_USED_UP: {
    status: 429,
    zh: '一小时内最多重置 6 次沙箱。',
    en: 'A sandbox is reset six times an hour at most.',
  },
  SANDBOX_BUSY: {
    status: 503,
    zh: '本行的沙箱正在重置。',
    en: 'The sandbox of this bank is being reset.',
  },
} as const satisfies Readonly<Record<string, Words & { readonly status: number }>>;
