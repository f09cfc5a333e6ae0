// What every page is given besides its own content: the reader's language and mode, who is logged in, where assets lie.

import type { Language } from '../base/language.ts';
import type { Assets } from './assets.ts';
import { type Say, sayIn } from './words/words.ts';

export type Tab = 'home' | 'services' | 'me';

export type Page = {
  readonly language: Language;
  readonly say: Say;
  /** 长辈版 (R-ELDER-01): type 1.5 times as large, targets of 60 px, fewer choices. */
  readonly elder: boolean;
  /** Path and query of this page; the switches come back to it. */
  readonly path: string;
  /** Hidden value of every form; null as long as there is no session. */
  readonly csrf: string | null;
  /** Masked name of the one who is logged in. */
  readonly person: { readonly name: string } | null;
  /** When the login ends without another request, and how long before that its person is asked; null for a guest. */
  readonly timeOut: { readonly secondsLeft: number; readonly warningSeconds: number } | null;
  readonly demo: boolean;
  readonly assets: Assets;
};

/** A page without its voice, as a request tells it. */
export type PageFacts = Omit<Page, 'say'>;

export const page = (facts: PageFacts): Page => ({ ...facts, say: sayIn(facts.language) });
