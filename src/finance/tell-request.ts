// The message to whoever waits for a bank: where it refused or says nothing that they call it, and when a balance is paid back.
import { openApplication } from '../applications/application.ts';
import type { Ground } from '../applications/use-case.ts';
import type { Part } from '../audit/command.ts';
import type { Language } from '../base/language.ts';
import { messageJob } from '../messages/message.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import { bankInWords } from '../policy/explain.ts';
import type { BankRequestRow } from './bank-requests-store.ts';

/** Nothing where no phone is known. */
export const tellRequest = (
  ground: Ground,
  row: BankRequestRow,
  kind: 'bank-refused' | 'bank-silent' | 'transit-refund-paid',
): Part => {
  const { phone, language } = contactOf(ground, row);
  if (phone === null) return {};
  const bank = bankInWords(ground.policy.current(), row.bank, language);
  return { jobs: [messageJob({ kind, to: phone, language, parameters: { bank } })] };
};

const contactOf = (
  { keys }: Ground,
  { personId, applicationSealed, personSealed }: BankRequestRow,
): { readonly phone: string | null; readonly language: Language } => {
  if (applicationSealed !== null) return openApplication(keys, personId, applicationSealed);
  return { phone: openPersonal(keys, personId, personSealed).phone, language: 'zh' };
};
