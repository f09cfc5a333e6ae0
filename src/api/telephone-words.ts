// What the telephone system is told when a caller is not answered: status of HTTP and words, one row a code.
import type { Words } from './bank-words.ts';

type Code = 'PASSWORD_NOT_VERIFIED' | 'CALLER_TOO_OFTEN' | 'NO_CARD';

/** 403 for who did not prove to be the person, 409 for a rule, 429 for who tries too often. */
export const telephoneRefusals: Readonly<Record<Code, Words & { readonly status: 403 | 409 | 429 }>> = {
  PASSWORD_NOT_VERIFIED: {
    status: 403,
    zh: '没有通过服务密码核实：号码、姓名或密码不对，密码已锁定，或者仍是只能用于查询的初始密码。',
    en: 'Not confirmed by the service password: number, name or password is wrong, the password is locked, or it is the initial one, which is good for queries only.',
  },
  CALLER_TOO_OFTEN: {
    status: 429,
    zh: '这个来电号码输错次数过多，请一刻钟后再拨。',
    en: 'Too many wrong tries from this telephone; call again in a quarter of an hour.',
  },
  NO_CARD: { status: 409, zh: '名下没有可以挂失的社保卡。', en: 'There is no card to be reported lost.' },
};
