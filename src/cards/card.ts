// A social security card: its words, and what of it is sealed.
import { z } from 'zod';
import { randomNumber } from '../base/check-character.ts';
import type { CardId } from '../base/ids.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';

export type Generation = 1 | 2 | 3;

/** A card without what is sealed. `financial` is null for an old card without a financial function (R-OLD-06). */
export type Card = {
  readonly cardId: CardId;
  readonly generation: Generation;
  readonly bank: string | null;
  readonly socialSecurity: SocialSecurityState;
  readonly financial: FinancialState | null;
};

/** 卡号 has nine characters (design: standards, Numbers); ours are drawn at random, so nobody can count cards or guess one. */
export const cardNumberLength = 9;
export const drawCardNumber = (): string => randomNumber(cardNumberLength);

const unknownUnlessGiven = z.string().nullable().default(null);
const cardContent = z.object({
  /** 卡号; an old card of the import may have none. */
  number: unknownUnlessGiven,
  /** 卡的识别码 (EF05.01), 32 hexadecimal characters. */
  chipId: unknownUnlessGiven,
  /** 规范版本 (EF05.03), `3.00` = third generation. */
  specificationVersion: unknownUnlessGiven,
  /** Last four of the bank account on the card; the rest stays with the bank. */
  accountLastFour: unknownUnlessGiven,
});

/** What is sealed in `cards.sealed`. */
export type CardContent = z.infer<typeof cardContent>;

export const { seal: sealCard, open: openCard } = sealedColumn('cards.sealed', cardContent);
