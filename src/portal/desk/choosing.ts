// What somebody can choose again: the banks the gate allows, the outlets of the one that is picked, what was filled in before.
import { parseApplicationNumber } from '../../applications/application.ts';
import { findProgress, type Progress } from '../../applications/find-progress.ts';
import { listOutlets } from '../../outlets/outlets-store.ts';
import { admit } from '../../policy/admit.ts';
import { presetsFor } from '../../policy/employer-presets.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Question } from '../../policy/question.ts';
import type { Wiring } from '../../wiring.ts';
import type { BankView } from '../views.ts';
import type { ChoosingView, Who } from './desk.ts';
import { type OwnFile, questionOf, readOwnFile } from './own-file.ts';

type Asked = { readonly number: string; readonly bank: string };

export const choosingOf = async (
  wiring: Wiring,
  who: Who,
  { number: written, bank: picked }: Asked,
): Promise<ChoosingView | undefined> => {
  const { personId, language } = who;
  const number = parseApplicationNumber(written);
  const progress = number && (await findProgress(wiring, { personId, number }));
  if (!progress || progress.waitsFor === null || progress.waitsFor.choice === 'correction') return undefined;
  const file = await readOwnFile(wiring, personId);
  const { waitsFor } = progress;
  const named = (code: string): BankView => ({ code, name: bankInWords(file.snapshot, code, language) });
  const question = { ...questionOf(file, 'apply'), occupation: progress.account.occupation };
  const banks = waitsFor.choice === 'bank' ? banksFor(file, question, waitsFor.triedBanks).map(named) : [];
  const bank = waitsFor.choice === 'delivery' ? named(progress.bank) : banks.find(({ code }) => code === picked);
  return {
    ...{ number, banks, waitsFor, bankName: named(progress.bank).name, bank: bank ?? null },
    outlets: bank ? await outletsOf(wiring, bank.code) : [],
    // A card that came back may take any way; what the employer settled has not worked.
    settledDelivery: waitsFor.choice === 'bank' ? presetsFor(file.snapshot, question).delivery : null,
    known: { delivery: progress.delivery, ...mailOf(progress) },
  };
};

/** Neutral order (R-BANK-09): by code. Each is asked of the gate; one that has refused is not offered again. */
const banksFor = ({ snapshot }: OwnFile, question: Question, triedBanks: readonly string[]): readonly string[] =>
  [...new Set(snapshot.rows.banks.map(({ code }) => code))]
    .sort()
    .filter((bank) => !triedBanks.includes(bank) && admit(snapshot, { ...question, bank }).permitted);

const outletsOf = async ({ sql }: Wiring, bank: string) =>
  (await listOutlets(sql, { kind: 'bank', bank })).map(({ outletId: id, name, address, phone }) => ({
    ...{ id, name, address, phone },
  }));

/** What stands on the parcel so far; for its owner's own form. */
const mailOf = ({ parcel }: Progress) => ({
  recipient: parcel.recipient ?? '',
  recipientPhone: parcel.recipientPhone ?? '',
  address: parcel.address ?? '',
  postcode: parcel.postcode ?? '',
});
