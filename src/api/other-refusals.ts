// Refusals of tokens, answer files and books that stand in no larger table, one row a code.
import { partnerRefusals } from '../identity/words.ts';
import type { Words } from './bank-words.ts';

type Rows = Readonly<Record<string, Words & { readonly status: number }>>;

/** 401 and 403 of every route; the token endpoint in the words of RFC 6749 §5.2 (`error`). */
export const tokenRefusals = {
  TOKEN_INVALID: { status: 401, ...partnerRefusals.invalid_token.message },
  SCOPE_MISSING: { status: 403, ...partnerRefusals.insufficient_scope.message },
  invalid_token: { status: 401, zh: 'TOKEN_INVALID 的 error。', en: 'The error of TOKEN_INVALID.' },
  insufficient_scope: { status: 403, zh: 'SCOPE_MISSING 的 error。', en: 'The error of SCOPE_MISSING.' },
  invalid_request: { status: 400, zh: '获取令牌：请求不完整。', en: 'Token: the request is not complete.' },
  unsupported_grant_type: { status: 400, zh: '获取令牌：不支持这种方式。', en: 'Token: no such grant type.' },
  invalid_scope: { status: 400, zh: '获取令牌：没有这个权限范围。', en: 'Token: the scope was not granted to you.' },
  invalid_client: { status: 401, zh: '获取令牌：凭证不对。', en: 'Token: the credentials are wrong.' },
  slow_down: { status: 429, zh: '获取令牌：错误次数过多。', en: 'Token: too many wrong secrets.' },
} as const satisfies Rows;

export const answerFileRefusals = {
  FILE_UNKNOWN: { status: 404, zh: '本行没有这个文件。', en: 'This bank has no such file.' },
  FILE_NOT_DONE: {
    status: 409,
    zh: '文件尚未处理完，请稍后再取结果。',
    en: 'The file is not done yet; ask for the results later.',
  },
} as const satisfies Rows;

export const bookRefusals = {
  DAY_TO_COME: { status: 409, zh: '这一天还没有到。', en: 'This day is still to come.' },
} as const satisfies Rows;

/** One of these as an answer; its status is the row's. */
export const problemIn = <Code extends string>(rows: Readonly<Record<Code, Words>>, code: Code) => {
  const { zh, en } = rows[code];
  return { code, message: { zh, en } };
};
