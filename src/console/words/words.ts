// The voice of the console in either language.
import type { Language } from '../../base/language.ts';
import { type SayOf, sayFrom } from '../../base/say.ts';
import { applicationEn } from './application-en.ts';
import { applicationZh } from './application-zh.ts';
import { auditEn } from './audit-en.ts';
import { auditZh } from './audit-zh.ts';
import { authorisationEn } from './authorisation-en.ts';
import { authorisationZh } from './authorisation-zh.ts';
import { bankRequestEn } from './bank-request-en.ts';
import { bankRequestZh } from './bank-request-zh.ts';
import { bulkEn } from './bulk-en.ts';
import { bulkZh } from './bulk-zh.ts';
import { callbackEn } from './callback-en.ts';
import { callbackZh } from './callback-zh.ts';
import { contactEn } from './contact-en.ts';
import { contactZh } from './contact-zh.ts';
import { correctionEn } from './correction-en.ts';
import { correctionZh } from './correction-zh.ts';
import { counterEn } from './counter-en.ts';
import { counterZh } from './counter-zh.ts';
import { doubtEn } from './doubt-en.ts';
import { doubtZh } from './doubt-zh.ts';
import { en } from './en.ts';
import { enableEn } from './enable-en.ts';
import { enableZh } from './enable-zh.ts';
import { exportEn } from './export-en.ts';
import { exportZh } from './export-zh.ts';
import { instantEn } from './instant-en.ts';
import { instantZh } from './instant-zh.ts';
import { passwordEn } from './password-en.ts';
import { passwordZh } from './password-zh.ts';
import { policyEn } from './policy-en.ts';
import { policyZh } from './policy-zh.ts';
import { productionEn } from './production-en.ts';
import { productionZh } from './production-zh.ts';
import { queueEn } from './queue-en.ts';
import { queueZh } from './queue-zh.ts';
import { reconciliationEn } from './reconciliation-en.ts';
import { reconciliationZh } from './reconciliation-zh.ts';
import { sceneEn } from './scene-en.ts';
import { sceneZh } from './scene-zh.ts';
import { sessionEn } from './session-en.ts';
import { sessionZh } from './session-zh.ts';
import { statisticsEn } from './statistics-en.ts';
import { statisticsZh } from './statistics-zh.ts';
import { stockEn } from './stock-en.ts';
import { stockZh } from './stock-zh.ts';
import { supervisionEn } from './supervision-en.ts';
import { supervisionZh } from './supervision-zh.ts';
import { ticketEn } from './ticket-en.ts';
import { ticketZh } from './ticket-zh.ts';
import { visitEn } from './visit-en.ts';
import { visitZh } from './visit-zh.ts';
import { zh } from './zh.ts';

const chinese = {
  ...zh,
  ...applicationZh,
  ...bulkZh,
  ...callbackZh,
  ...bankRequestZh,
  ...contactZh,
  ...correctionZh,
  ...counterZh,
  ...enableZh,
  ...exportZh,
  ...passwordZh,
  ...policyZh,
  ...productionZh,
  ...queueZh,
  ...reconciliationZh,
  ...sceneZh,
  ...statisticsZh,
  ...visitZh,
  ...doubtZh,
  ...supervisionZh,
  ...ticketZh,
  ...auditZh,
  ...authorisationZh,
  ...stockZh,
  ...instantZh,
  ...sessionZh,
} as const;
const english: Readonly<Record<keyof typeof chinese, string>> = {
  ...en,
  ...applicationEn,
  ...bulkEn,
  ...callbackEn,
  ...bankRequestEn,
  ...contactEn,
  ...correctionEn,
  ...counterEn,
  ...enableEn,
  ...exportEn,
  ...passwordEn,
  ...policyEn,
  ...productionEn,
  ...queueEn,
  ...reconciliationEn,
  ...sceneEn,
  ...statisticsEn,
  ...visitEn,
  ...doubtEn,
  ...supervisionEn,
  ...ticketEn,
  ...auditEn,
  ...authorisationEn,
  ...stockEn,
  ...instantEn,
  ...sessionEn,
};

export type ConsoleSay = SayOf<typeof chinese>;

const voices: Readonly<Record<Language, ConsoleSay>> = {
  zh: sayFrom<typeof chinese>(chinese),
  en: sayFrom<typeof chinese>(english),
};

export const consoleSay = (language: Language): ConsoleSay => voices[language];
