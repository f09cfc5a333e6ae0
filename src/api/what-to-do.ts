// What a caller of the interfaces does about each code: one row a code; a code without a row does not compile.
import type { errorWords } from '../edge/words.ts';
import type { bankRefusals, rowRefusals, Words } from './bank-words.ts';
import type { callbackRefusals } from './connection-schemas.ts';
import type { feedRefusals } from './feed-words.ts';
import type { answerFileRefusals, bookRefusals, tokenRefusals } from './other-refusals.ts';
import type { fileRefusals } from './received-file.ts';
import type { requestRefusals } from './request-words.ts';
import type { sandboxRefusals } from './sandbox-words.ts';
import type { telephoneRefusals } from './telephone-words.ts';
import type { transitRefusals } from './transit-words.ts';
import type { visitRefusals } from './visit-words.ts';

/** Every code with a row of its own in the tables the program answers from. */
export type OwnCode =
  | (typeof errorWords)[keyof typeof errorWords]['code']
  | keyof typeof bankRefusals
  | keyof typeof rowRefusals
  | keyof typeof visitRefusals
  | keyof typeof requestRefusals
  | keyof typeof feedRefusals
  | keyof typeof fileRefusals
  | keyof typeof callbackRefusals
  | keyof typeof bookRefusals
  | keyof typeof answerFileRefusals
  | keyof typeof sandboxRefusals
  | keyof typeof transitRefusals
  | keyof typeof telephoneRefusals
  | keyof typeof tokenRefusals;

const mend: Words = { zh: '按 fields 更正请求后重发。', en: 'Mend what fields names, and send it again.' };
const compare: Words = {
  zh: '与本行记录核对；以 state 所示的状态为准，不要重复发送同一报告。',
  en: 'Compare with your own books; the state that is told holds. Sending the same again changes nothing.',
};
const sameKey: Words = {
  zh: '等 Retry-After 所示的秒数，用同一个 Idempotency-Key 重发。',
  en: 'Wait for Retry-After, and send it again with the same Idempotency-Key.',
};
const ours: Words = {
  zh: '稍后用同一个 Idempotency-Key 重发；仍然如此，请把回答中的编号告知主管部门。',
  en: 'Send it again later with the same Idempotency-Key; if it stays, tell the bureau the number in the answer.',
};
const ask: Words = { zh: '请联系主管部门。', en: 'Ask the bureau.' };
const checkNumber: Words = { zh: '核对编号。', en: 'Check the number.' };
const askBearer: Words = {
  zh: '告知来人，按 message 所说的办法办理。',
  en: 'Tell whoever came, with the words of message.',
};

export const whatToDo: Readonly<Record<OwnCode, Words>> = {
  MALFORMED: mend,
  NOT_AUTHENTICATED: { zh: '先获取访问令牌。', en: 'Fetch an access token first.' },
  TOKEN_INVALID: { zh: '重新获取令牌后重发。', en: 'Fetch a new token and send it again.' },
  invalid_token: { zh: '重新获取令牌后重发。', en: 'Fetch a new token and send it again.' },
  SCOPE_MISSING: {
    zh: '获取令牌时申请这个权限范围；没有这个范围的，请主管部门加上。',
    en: 'Ask for the scope when you fetch the token; where it is not granted to you, have the bureau add it.',
  },
  insufficient_scope: { zh: '同 SCOPE_MISSING。', en: 'As SCOPE_MISSING.' },
  invalid_request: { zh: '补上 grant_type，用表单编码发送。', en: 'Send grant_type, form-encoded.' },
  invalid_client: {
    zh: '核对 clientId 和密钥及其有效期；20 次错误后该地址须等一刻钟。',
    en: 'Check clientId and secret, and from when to when it is good; after 20 wrong ones an address waits for a quarter of an hour.',
  },
  unsupported_grant_type: { zh: '只支持 client_credentials。', en: 'Use client_credentials.' },
  invalid_scope: {
    zh: '只申请本行有的权限范围，或不写 scope。',
    en: 'Ask for scopes that were granted to you, or leave scope out.',
  },
  slow_down: { zh: '等 Retry-After 所示的秒数，先核对密钥。', en: 'Wait for Retry-After, and check the secret first.' },
  NOT_ALLOWED: ask,
  NOT_FOUND: { zh: '核对地址，见本页接口列表。', en: 'Check the address against the list on this page.' },
  METHOD_NOT_ALLOWED: { zh: '换用接口列表中的方法。', en: 'Use the method of the list on this page.' },
  TOO_LARGE: { zh: '分几次发送。', en: 'Send it in several calls.' },
  UNSUPPORTED_TYPE: { zh: '按接口说明设置 Content-Type。', en: 'Set the Content-Type that the interface names.' },
  OTHER_HOST: {
    zh: '用公布的网址调用；代理要原样传递 Host 或 X-Forwarded-Host。',
    en: 'Call the published address; a proxy has to pass Host on, or X-Forwarded-Host.',
  },
  TOO_MANY_REQUESTS: { zh: '等一分钟；降低频率。', en: 'Wait a minute, and call less often.' },
  INTERNAL: ours,
  UNAVAILABLE: sameKey,
  BUSY: sameKey,
  KEY_REUSED: {
    zh: '每个命令用自己的键；同一命令重发才用同一个键。',
    en: 'Give each command a key of its own; only another try of the same one keeps it.',
  },
  ORDER_UNKNOWN: checkNumber,
  WRONG_STATE: compare,
  FACTS_CHANGED: {
    zh: '保管好卡，等 order-released 回调或再次出现在待办中。',
    en: 'Keep the card, and wait for the callback order-released or for the order in the feed.',
  },
  WRONG_OUTLET: { zh: '用待办中的 outletId。', en: 'Use the outletId of the feed.' },
  DELIVERY_IS_ANOTHER: { zh: '用待办中的 delivery 所示的报告。', en: 'Report what fits the delivery of the feed.' },
  CARD_UNKNOWN: { zh: '核对卡面上的卡号。', en: 'Check the number on the card.' },
  CARD_NOT_RECEIVED: { zh: '先报告已寄出或已交付。', en: 'Report first that it was mailed or handed over.' },
  CARD_ON_ITS_WAY: {
    zh: '等卡交付后再挂失；邮寄遗失的补发。',
    en: 'Wait until it was handed over; make it again if the post lost it.',
  },
  CARD_HAS_NO_BANK: { zh: '核对卡面上的卡号。', en: 'Check the number on the card.' },
  WRONG_ACCOUNT_STATE: compare,
  NON_COUNTER_TOO_EARLY: {
    zh: '满 6 个月后再报告。',
    en: 'Report it again when six months are over.',
  },
  CALLER_NOT_CONFIRMED: askBearer,
  AUTHORISATION_NOT_RECORDED: {
    zh: '请持卡人先到网点登记授权，或本人办理。',
    en: 'Have the holder record the authorisation at an outlet, or come in person.',
  },
  BANK_KEY_MISSING: {
    zh: '请主管部门登记公钥，并核对有效期。',
    en: 'Have the bureau enter a key, and check its dates.',
  },
  IMAGE_UNKNOWN: { zh: '只取待办 images 中列出的种类。', en: 'Fetch the kinds that images of the feed names.' },
  FORM_UNUSABLE: {
    zh: '更正表头或编码，重发整个文件。',
    en: 'Mend headings or encoding, and send the whole file again.',
  },
  SANDBOX_RESETS_USED_UP: {
    zh: '等 Retry-After 所示的秒数；在此之前可以接着用现有的测试申领。',
    en: 'Wait for Retry-After; until then go on with the test orders that are there.',
  },
  SANDBOX_BUSY: sameKey,
  FILE_UNKNOWN: { zh: '用提交文件时得到的 fileId。', en: 'Use the fileId you were given with the file.' },
  FILE_NOT_DONE: {
    zh: '等 file-done 回调，或查询进度至 endedAt 出现。',
    en: 'Wait for the callback file-done, or ask for the progress until endedAt is there.',
  },
  DAY_TO_COME: { zh: '按北京时间核对日期。', en: 'Check the day by the time of Beijing.' },
  CALLBACK_UNKNOWN: { zh: '用回调列表中的 id。', en: 'Use an id of the list of callbacks.' },
  HELP_REQUEST_UNKNOWN: { zh: '重新领取上门请求。', en: 'Fetch the visits again.' },
  WRONG_HELP_STATE: { zh: '以所示的状态为准。', en: 'Go by the state that is told.' },
  BANK_REQUEST_UNKNOWN: { zh: '重新领取金融账户事项。', en: 'Fetch the requests about accounts again.' },
  WRONG_REQUEST_STATE: {
    zh: '以所示的状态为准；已被取代的，不要再办。',
    en: 'Go by the state that is told; what was replaced must not be done any more.',
  },
  APPLICATION_NOT_THEIRS: { zh: '核对编号，或不填编号。', en: 'Check the number, or leave it out.' },
  ROW_UNREADABLE: { zh: '更正这一行，放进下一个文件。', en: 'Mend the row, and put it into the next file.' },
  WALLET_IN_STATE: {
    zh: '以 wallet 所示的状态为准；从未充值的，先补报充值。',
    en: 'Go by wallet; of a purse that was never topped up, report the top-up first.',
  },
  HAPPENS_LATER: { zh: '按北京时间核对 happenedAt。', en: 'Check happenedAt by the time of Beijing.' },
  BALANCE_TOO_SMALL: {
    zh: '先补报缺少的充值，再用同一 reference 重发。',
    en: 'Report the missing top-up first, then send this again with its reference.',
  },
  PASSWORD_NOT_VERIFIED: {
    zh: '请来电人重新输入，或转人工；不要告诉来电人哪一项不对。',
    en: 'Have the caller key it in again, or put the call through to staff; nobody is told which of it was wrong.',
  },
  CALLER_TOO_OFTEN: {
    zh: '转人工，或请来电人一刻钟后再拨。',
    en: 'Put the call through to staff, or have it made again later.',
  },
  NO_CARD: { zh: '转人工。', en: 'Put the call through to staff.' },
  REPORT_UNKNOWN: { zh: '用接口地址的最后一段作为报告名称。', en: 'Name the report as the last part of its address.' },
};

/** What the gate refuses is explained by the answer itself, which knows day, place and person. */
export const gateToDo: Words = {
  zh: '按 message 办理：其中写明哪一天起、在哪里、由谁可以办。',
  en: 'Go by message: it says from which day, where and by whom it can be done.',
};

/** Where the words of a code name a right, nobody but another caller can do it. */
export const rightToDo: Words = {
  zh: '告知来人到 message 所说的地方办理。',
  en: 'Send the person where message says.',
};
