// How pages speak: a key of the word list and its values become a sentence in the language of the reader.
import type { Language } from '../../base/language.ts';
import { accountEn } from './account-en.ts';
import { accountZh } from './account-zh.ts';
import { applyEn } from './apply-en.ts';
import { applyZh } from './apply-zh.ts';
import { askHelpEn } from './ask-help-en.ts';
import { askHelpZh } from './ask-help-zh.ts';
import { authorisationEn } from './authorisation-en.ts';
import { authorisationZh } from './authorisation-zh.ts';
import { changeBankEn } from './change-bank-en.ts';
import { changeBankZh } from './change-bank-zh.ts';
import { contactEn } from './contact-en.ts';
import { contactZh } from './contact-zh.ts';
import { correctEn } from './correct-en.ts';
import { correctZh } from './correct-zh.ts';
import { detailsEn } from './details-en.ts';
import { detailsZh } from './details-zh.ts';
import { en } from './en.ts';
import { helpEn } from './help-en.ts';
import { helpZh } from './help-zh.ts';
import { loginEn } from './login-en.ts';
import { loginZh } from './login-zh.ts';
import { lossEn } from './loss-en.ts';
import { lossZh } from './loss-zh.ts';
import { mineEn } from './mine-en.ts';
import { mineZh } from './mine-zh.ts';
import { photoEn } from './photo-en.ts';
import { photoZh } from './photo-zh.ts';
import { policyEn } from './policy-en.ts';
import { policyZh } from './policy-zh.ts';
import { recordEn } from './record-en.ts';
import { recordZh } from './record-zh.ts';
import { replaceEn } from './replace-en.ts';
import { replaceZh } from './replace-zh.ts';
import { taxEn } from './tax-en.ts';
import { taxZh } from './tax-zh.ts';
import { ticketEn } from './ticket-en.ts';
import { ticketZh } from './ticket-zh.ts';
import { transitEn } from './transit-en.ts';
import { transitZh } from './transit-zh.ts';
import { useEn } from './use-en.ts';
import { useZh } from './use-zh.ts';
import { zh } from './zh.ts';

/** The Chinese lists decide which keys there are; the English ones must have exactly the same. */
export const chinese = {
  ...zh,
  ...accountZh,
  ...applyZh,
  ...mineZh,
  ...photoZh,
  ...policyZh,
  ...helpZh,
  ...loginZh,
  ...recordZh,
  ...taxZh,
  ...correctZh,
  ...askHelpZh,
  ...lossZh,
  ...replaceZh,
  ...detailsZh,
  ...contactZh,
  ...changeBankZh,
  ...ticketZh,
  ...transitZh,
  ...authorisationZh,
  ...useZh,
} as const;
export type WordKey = keyof typeof chinese;

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Values<Key extends WordKey> = Readonly<Record<Placeholder<(typeof chinese)[Key]>, string | number>>;

/** Keys whose text is the same whatever the case: those without a gap. */
export type PlainWordKey = {
  [Key in WordKey]: Placeholder<(typeof chinese)[Key]> extends never ? Key : never;
}[WordKey];

/** Says `key`; every `{name}` of its Chinese text must be given a value, and the compiler sees to it. */
export type Say = <Key extends WordKey>(
  key: Key,
  ...values: Placeholder<(typeof chinese)[Key]> extends never ? [] : [Values<Key>]
) => string;

export const lists: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = {
  zh: chinese,
  en: {
    ...en,
    ...accountEn,
    ...applyEn,
    ...mineEn,
    ...photoEn,
    ...policyEn,
    ...helpEn,
    ...loginEn,
    ...recordEn,
    ...taxEn,
    ...correctEn,
    ...askHelpEn,
    ...lossEn,
    ...replaceEn,
    ...detailsEn,
    ...contactEn,
    ...changeBankEn,
    ...ticketEn,
    ...transitEn,
    ...authorisationEn,
    ...useEn,
  },
};

/** The voice of one language. The text is plain: whoever puts it on a page escapes it. */
export const sayIn = (language: Language): Say => {
  const words = lists[language];
  return (key, ...values) => {
    const given: Readonly<Record<string, string | number>> = values[0] ?? {};
    return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
  };
};

/** Whether a text that came from outside (a state, an error's name) is a key of the list. */
export const isWord = (key: string): key is WordKey => Object.hasOwn(chinese, key);
