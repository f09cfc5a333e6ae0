// A person's consents as their page shows them: what is in force with its text, what was withdrawn with its days.

import { findProgress } from '../../applications/find-progress.ts';
import { listApplications } from '../../applications/progress-store.ts';
import { type Consent, type ConsentText, consentText } from '../../consents/consent.ts';
import { listConsents } from '../../consents/consents-store.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import type { Who } from '../desk/desk.ts';

export type ConsentView = Consent & ConsentText;

/** `application` is what becomes of the running application when this consent is withdrawn. */
export type WithdrawalView = {
  readonly consent: ConsentView;
  readonly application: { readonly number: string; readonly ends: boolean } | null;
};

/** All that were given, those in force first. */
export const consentsOf = async (wiring: Wiring, who: Who): Promise<readonly ConsentView[]> => {
  const consents = await listConsents(wiring.sql, who.personId);
  const snapshot = wiring.policy.current();
  return consents
    .map((consent) => {
      const bank = consent.bank === '' ? '' : bankInWords(snapshot, consent.bank, who.language);
      return { ...consent, ...consentText(consent, who.language, bank) };
    })
    .sort((one, other) => Number(one.withdrawnAt !== null) - Number(other.withdrawnAt !== null));
};

type Named = Pick<Consent, 'kind' | 'bank'>;

/** What withdrawing means now; undefined when that consent is not in force. */
export const withdrawalOf = async (
  wiring: Wiring,
  who: Who,
  { kind, bank }: { readonly kind: string; readonly bank: string },
): Promise<WithdrawalView | undefined> => {
  const consents = await consentsOf(wiring, who);
  const consent = consents.find((each) => each.kind === kind && each.bank === bank && each.withdrawnAt === null);
  return consent && { consent, application: await runningWith(wiring, who, consent) };
};

const moving: readonly string[] = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed'];

const runningWith = async (
  wiring: Wiring,
  { personId }: Who,
  { bank }: Named,
): Promise<WithdrawalView['application']> => {
  const applications = await listApplications(wiring.sql, personId);
  const running = applications.find((each) => moving.includes(each.state) && (bank === '' || each.bank === bank));
  if (!running) return null;
  const progress = await findProgress(wiring, { personId, number: running.number });
  return { number: running.number, ends: progress !== undefined && progress.withdrawUntil !== null };
};
