// A request to the issuing bank: what can be asked, how long the bank has, why it may refuse, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand, CardId, PersonId } from '../base/ids.ts';
import { type Keys, openJson, type Place, sealJson } from '../crypto/keys.ts';
import type { BankRequestState } from './bank-request-lifecycle.ts';

export type BankRequestId = Brand<string, 'BankRequestId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseBankRequestId = idReader<BankRequestId>();

/** Only the issuing bank can do these (R-BANK-10, R-LOSS-11, R-INFO-02). */
export const bankRequestKinds = [
  'suspend',
  'resume',
  'formal-loss',
  'release-formal-loss',
  'cancel',
  'change-phone',
  'refund',
] as const;
export type BankRequestKind = (typeof bankRequestKinds)[number];

/** Those about the account itself, of which the last wish counts. */
export const accountKinds = [
  'suspend',
  'resume',
  'formal-loss',
  'release-formal-loss',
  'cancel',
] as const satisfies readonly BankRequestKind[];
export type AccountKind = (typeof accountKinds)[number];

/** What kinds are about. */
export type BankMatter = 'account' | 'phone' | 'refund';

/**
 * Of one matter of a card the last wish counts, and the one before it is replaced: a suspension that is still open when the
 * card is released must not be done afterwards. The constraint `one_open_bank_request` says the same.
 */
export const matterOf: Readonly<Record<BankRequestKind, BankMatter>> = {
  suspend: 'account',
  resume: 'account',
  'formal-loss': 'account',
  'release-formal-loss': 'account',
  cancel: 'account',
  'change-phone': 'phone',
  refund: 'refund',
};

/**
 * How long a bank has for one round before it is asked again and its customer is told to call it: half an hour where money
 * could be taken, a day where somebody waits without harm, two for a refund (R-TRANSIT-11). What the bank does in the end
 * and when is by its own rules (R-BANK-10).
 */
export const answerHours: Readonly<Record<BankRequestKind, number>> = {
  suspend: 0.5,
  'formal-loss': 0.5,
  resume: 0.5,
  'release-formal-loss': 0.5,
  cancel: 24,
  'change-phone': 24,
  refund: 48,
};

export const dueAfter = (kind: BankRequestKind, at: Temporal.Instant): Temporal.Instant =>
  at.add({ minutes: answerHours[kind] * 60 });

/** Rounds the program asks by itself; by hand the same request can be asked up to `mostRounds` times. */
export const mostOwnRounds = 3;
export const mostRounds = 9;

/** Why a bank does not do it. */
export const bankRefusalReasons = ['account-not-found', 'account-state', 'holder-needed', 'other'] as const;
export type BankRefusalReason = (typeof bankRefusalReasons)[number];

export type BankRequest = {
  readonly bankRequestId: BankRequestId;
  readonly cardId: CardId;
  readonly bank: string;
  readonly kind: BankRequestKind;
  readonly state: BankRequestState;
  /** When it was asked first. */
  readonly askedAt: Temporal.Instant;
  /** End of the round that runs or ran last. */
  readonly dueAt: Temporal.Instant;
  readonly rounds: number;
  readonly answeredAt: Temporal.Instant | null;
  readonly refusal: BankRefusalReason | null;
};

/** What a list of staff shows: all that is open, what the banks let pass, what they refused. */
export const bankRequestLists = ['open', 'late', 'refused'] as const;
export type BankRequestList = (typeof bankRequestLists)[number];

const content = z.object({
  /** The new number of `change-phone`. */
  phone: z.string().optional(),
  /** Of `refund`: yuan with two decimals, and the account it is paid to. */
  amount: z.string().optional(),
  account: z.string().optional(),
});

/** What is sealed in `bank_requests.sealed`: what the bank needs beside the card. */
export type BankRequestContent = z.infer<typeof content>;

const place: Place = 'bank_requests.sealed';

export const sealBankRequest = (keys: Keys, personId: PersonId, given: BankRequestContent): Buffer =>
  sealJson(keys, { place, personId }, given);

/** Throws when the row was tampered with. */
export const openBankRequest = (keys: Keys, personId: PersonId, sealed: Uint8Array | null): BankRequestContent =>
  sealed === null ? {} : content.parse(openJson(keys, { place, personId }, sealed));
