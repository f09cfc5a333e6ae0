// A message to a person's phone: its kinds and their words, made so that it cannot hold a link, an account number or a password.
import { z } from 'zod';
import { type Brand, newId } from '../base/ids.ts';
import { type Language, languages } from '../base/language.ts';
import type { NewJob } from '../jobs/job.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

export type MessageId = Brand<string, 'MessageId'>;

/** What every kind needs to be filled in; nothing else gets into a message. */
export type MessageParameters = {
  readonly 'application-received': { readonly number: string; readonly bank: string };
  readonly 'application-withdrawn': { readonly number: string };
  readonly 'application-rejected': { readonly number: string };
  readonly 'application-resubmitted': { readonly number: string; readonly bank: string };
  readonly 'application-held': { readonly number: string };
  readonly 'application-released': { readonly number: string };
  readonly 'due-date-known': { readonly number: string; readonly date: string };
  readonly 'account-refused': { readonly number: string; readonly bank: string };
  readonly 'bank-changed': { readonly number: string; readonly bank: string };
  readonly 'card-returned': { readonly number: string; readonly bank: string };
  readonly 'card-mailed': { readonly number: string; readonly bank: string };
  readonly 'ready-for-pickup': { readonly number: string; readonly outlet: string };
  readonly 'pickup-reminder': { readonly number: string; readonly outlet: string; readonly days: string };
  readonly 'returned-reminder': { readonly number: string; readonly bank: string; readonly days: string };
  readonly 'help-requested': { readonly who: string; readonly day: string };
  readonly 'help-accepted': { readonly who: string; readonly day: string };
  readonly 'help-declined': { readonly who: string; readonly day: string };
  readonly 'reissue-received': { readonly number: string; readonly bank: string };
  readonly 'exchange-received': { readonly number: string; readonly bank: string };
  readonly 'replacement-refused': { readonly number: string; readonly bank: string };
  readonly 'reissued-card-mailed': { readonly number: string; readonly bank: string };
  readonly 'act-corrected': Readonly<Record<string, never>>;
  readonly 'card-cancelled': Readonly<Record<string, never>>;
  readonly 'card-enabled': Readonly<Record<string, never>>;
  readonly 'doubt-answered': Readonly<Record<string, never>>;
  readonly 'ticket-answered': Readonly<Record<string, never>>;
  readonly 'finance-activated': Readonly<Record<string, never>>;
  readonly 'loss-reported': { readonly until: string };
  readonly 'loss-ended': Readonly<Record<string, never>>;
  readonly 'loss-released': Readonly<Record<string, never>>;
  readonly 'formal-loss-reported': Readonly<Record<string, never>>;
  readonly 'formal-loss-released': Readonly<Record<string, never>>;
  readonly 'bank-refused': { readonly bank: string };
  readonly 'bank-silent': { readonly bank: string };
  readonly 'transit-refund-ordered': { readonly amount: string; readonly date: string };
  readonly 'transit-refund-paid': { readonly bank: string };
  readonly 'authorisation-recorded': Readonly<Record<string, never>>;
  readonly 'authorisation-revoked': Readonly<Record<string, never>>;
  readonly 'bank-left': Readonly<Record<string, never>>;
  readonly 'contact-changed': Readonly<Record<string, never>>;
  readonly 'phone-now-here': Readonly<Record<string, never>>;
  readonly 'phone-no-more-here': Readonly<Record<string, never>>;
  // Named so because no message speaks of passwords, not even to say that one was changed (R-FRAUD-03).
  readonly 'service-proof-changed': Readonly<Record<string, never>>;
  readonly 'service-proof-reset': Readonly<Record<string, never>>;
  readonly 'service-proof-locked': Readonly<Record<string, never>>;
};
export type MessageKind = keyof MessageParameters;

export const messageWords: Readonly<Record<Language, Readonly<Record<MessageKind, string>>>> = { zh, en };

// R-FRAUD-02: no link of any kind. Also what phones turn into one: a host name, an address with @.
const link = /:\/\/|www\.|[a-z0-9-]+\.(?:[a-z]{2,})|@|．/i;
// R-FRAUD-03: nothing long enough for an account, card or ID number (13 digits and more, also in groups).
const longNumber = /(?:\d[\s-]?){13,}/;
// R-FRAUD-03: and no word of a secret, so that no message can ask for one.
const secret = /密码|口令|验证码|password|passcode|\bPIN\b/i;

/** What is wrong with a text for a phone, or undefined. */
export const forbiddenIn = (text: string): 'link' | 'long-number' | 'secret' | undefined => {
  if (link.test(text)) return 'link';
  if (longNumber.test(text)) return 'long-number';
  return secret.test(text) ? 'secret' : undefined;
};

/** The text of a message. Throws when a parameter is missing or brings in what a message must not hold. */
export const renderMessage = (
  kind: MessageKind,
  language: Language,
  parameters: Readonly<Record<string, string>>,
): string => {
  const text = messageWords[language][kind].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`${kind} needs ${name}`);
    return value;
  });
  const forbidden = forbiddenIn(text);
  if (forbidden) throw new Error(`${kind} would hold a ${forbidden}`);
  return text;
};

const messagePayload = z.object({
  messageId: z.string(),
  kind: z.string(),
  to: z.string(),
  language: z.enum(languages),
  text: z.string(),
});
export type MessagePayload = z.infer<typeof messagePayload>;

export const readMessagePayload = (payload: object): MessagePayload => messagePayload.parse(payload);

export type NewMessage<Kind extends MessageKind> = {
  readonly kind: Kind;
  /** Mobile number, eleven digits. */
  readonly to: string;
  readonly language: Language;
  readonly parameters: MessageParameters[Kind];
};

/** The job that sends a message. It is rendered now, so that a text that must not go out fails before anything is written. */
export const messageJob = <Kind extends MessageKind>({ kind, to, language, parameters }: NewMessage<Kind>): NewJob => ({
  kind: 'send-message',
  payload: { messageId: newId<MessageId>(), kind, to, language, text: renderMessage(kind, language, parameters) },
});
