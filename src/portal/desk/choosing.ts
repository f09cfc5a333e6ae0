// What somebody can choose again: the banks the gate allows, the outlets of the one that is picked, what was filled in before.
import { parseApplicationNumber } from '../../applications/application.ts';
import { findProgress, type Progress } from '../../applications/find-progress.ts';
import { listOutlets } from '../../outlets/outlets-store.ts';
import { admit } from '../../policy/admit.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import type { BankView } from '../views.ts';
import type { ChoosingView, Who } from './desk.ts';
import { questionOf, readOwnFile } from './own-file.ts';

type Asked = { readonly number: string; readonly bank: string };

export const choosingOf = async (
  wiring: Wiring,
  who: Who,
  { number: written, bank: picked }: Asked,
): Promise<ChoosingView | undefined> => {
  const { personId, language } = who;
  const number = parseApplicationNumber(written);
  const progress = number && (await findProgress(wiring, { personId, number }));
  if (!progress || progress.waitsFor === null) return undefined;
  const banks = await banksFor(wiring, who, progress);
  const named = (code: string): BankView => ({
    code,
    name: bankInWords(wiring.policy.current(), code, language),
  });
  const bank =
    progress.waitsFor.choice === 'delivery' ? named(progress.bank) : banks.find(({ code }) => code === picked);
  return {
    ...{ number, banks, waitsFor: progress.waitsFor, bankName: named(progress.bank).name, bank: bank ?? null },
    outlets: bank ? await outletsOf(wiring, bank.code) : [],
    known: { delivery: progress.delivery, ...mailOf(progress) },
  };
};

/** Neutral order (R-BANK-09): by code. Each is asked of the gate; one that has refused is not offered again. */
const banksFor = async (
  wiring: Wiring,
  { personId, language }: Who,
  { waitsFor, account }: Progress,
): Promise<readonly BankView[]> => {
  if (waitsFor?.choice !== 'bank') return [];
  const file = await readOwnFile(wiring, personId);
  const question = { ...questionOf(file, 'apply'), occupation: account.occupation };
  const codes = [...new Set(file.snapshot.rows.banks.map(({ code }) => code))].sort();
  return codes
    .filter((bank) => !waitsFor.triedBanks.includes(bank) && admit(file.snapshot, { ...question, bank }).permitted)
    .map((code) => ({ code, name: bankInWords(file.snapshot, code, language) }));
};

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
