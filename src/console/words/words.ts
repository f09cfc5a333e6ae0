// The voice of the console in either language.
import type { Language } from '../../base/language.ts';
import { type SayOf, sayFrom } from '../../base/say.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type ConsoleSay = SayOf<typeof zh>;

const voices: Readonly<Record<Language, ConsoleSay>> = {
  zh: sayFrom<typeof zh>(zh),
  en: sayFrom<typeof zh>(en),
};

export const consoleSay = (language: Language): ConsoleSay => voices[language];
