// How somebody wants their pages: language and mode, kept a year in a cookie of the device and, for people, with the account.
import { type Language, languages } from '../base/language.ts';

export type View = { readonly language: Language; readonly elder: boolean };

/**
 * Whose wish the cookie says: `new` = just pressed and not yet noted anywhere else, `guest`, or the mark of the person
 * whose account has the same.
 */
export type ViewCookie = View & { readonly owner: string };

export const viewCookieName = 'view';
const yearSeconds = 365 * 24 * 60 * 60;

export const viewCookieOptions = (secure: boolean) =>
  ({ path: '/', maxAge: yearSeconds, httpOnly: true, sameSite: 'lax', secure }) as const;

export const writeViewCookie = ({ language, elder, owner }: ViewCookie): string =>
  [language, elder ? 'elder' : 'standard', owner].join('.');

/** What a cookie says; anything we did not write says nothing. */
export const readViewCookie = (value: string | undefined): ViewCookie | undefined => {
  const [language, mode, owner] = (value ?? '').split('.');
  const known = languages.find((each) => each === language);
  if (known === undefined || (mode !== 'elder' && mode !== 'standard') || !owner) return undefined;
  return { language: known, elder: mode === 'elder', owner };
};

/** The language a browser asks for first, if it is one of ours; Chinese otherwise. */
export const preferredLanguage = (acceptLanguage: string | undefined): Language => {
  const first = (acceptLanguage ?? '').split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh';
};
