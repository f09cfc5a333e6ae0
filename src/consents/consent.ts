// Consents people give for what is done with their data: the kinds, the versions of their texts, and which are needed.
import type { Language } from '../base/language.ts';
import { isYoungerThan } from '../people/person-facts.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

/** Each is given separately, and none comes ticked (Personal Information Protection Law, articles 14, 23, 29 and 31). */
export const consentKinds = ['sensitive-data', 'share-with-bank', 'child-under-14'] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** Who gives it: the person, or for a child the guardian. */
export type ConsentGiver = 'holder' | 'guardian';

/** A consent as it is kept. `bank` is '' for kinds that name nobody. Instants of the business clock. */
export type Consent = {
  readonly kind: ConsentKind;
  readonly bank: string;
  readonly version: string;
  readonly givenBy: ConsentGiver;
  readonly givenAt: Temporal.Instant;
  readonly withdrawnAt: Temporal.Instant | null;
};

/** A consent somebody is asked for, in the version of the day. */
export type ConsentAsked = Pick<Consent, 'kind' | 'bank' | 'version'>;

/** Versions by their first days, oldest first. A text that was shown is never changed: a change is a new version. */
const versions: Readonly<Record<ConsentKind, readonly { readonly version: '1' | '2'; readonly from: string }[]>> = {
  'sensitive-data': [{ version: '1', from: '2024-01-31' }],
  'share-with-bank': [
    { version: '1', from: '2024-01-31' },
    // The first did not name the declaration of tax residency, which banks get on every day of the calendar.
    { version: '2', from: '2024-01-31' },
  ],
  'child-under-14': [{ version: '1', from: '2024-01-31' }],
};

/** The version that is asked for on a day. */
export const versionOn = (kind: ConsentKind, on: Temporal.PlainDate): string => {
  const current = versions[kind].findLast(({ from }) => from <= on.toString());
  if (!current) throw new Error(`there is no text of ${kind} on ${on}`);
  return current.version;
};

export type ConsentText = { readonly title: string; readonly text: string; readonly short: string };

const texts: Readonly<Record<Language, Readonly<Record<string, ConsentText>>>> = { zh, en };

/** What was, or is, agreed to; `bank` is the name of the bank in the reader's language, for the kinds that name one. */
export const consentText = (
  { kind, version }: Pick<Consent, 'kind' | 'version'>,
  language: Language,
  bank: string,
): ConsentText => {
  const words = texts[language][`${kind}.${version}`];
  if (!words) throw new Error(`version ${version} of ${kind} has no words`);
  const fill = (text: string): string => text.replaceAll('{bank}', bank);
  return { title: fill(words.title), text: fill(words.text), short: fill(words.short) };
};

/** Below it the law asks the guardian. */
const consentAge = 14;

/** `birthDate` null: not known, hence not known to be a child. */
type Applying = {
  readonly bank: string;
  readonly birthDate: Temporal.PlainDate | null;
  readonly on: Temporal.PlainDate;
};

/** Those somebody gives who applies for themself. */
export const consentsOfHolder = ['sensitive-data', 'share-with-bank'] as const satisfies readonly ConsentKind[];

/** What an application needs: for a child under 14 also the word of the guardian. */
export const consentsForApplying = ({ bank, birthDate, on }: Applying): readonly ConsentAsked[] => {
  const asked = (kind: ConsentKind, named = ''): ConsentAsked => ({ kind, bank: named, version: versionOn(kind, on) });
  return [
    asked('sensitive-data'),
    asked('share-with-bank', bank),
    ...(birthDate !== null && isYoungerThan(consentAge, birthDate, on) ? [asked('child-under-14')] : []),
  ];
};
