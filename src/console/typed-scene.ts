// What a clerk typed about purse and park ticket: read from a form that was sent, and shown again where it was refused.
import { z } from 'zod';
import { payments } from '../policy/question.ts';
import { severalTexts } from './sent-fields.ts';

const text = z.string().trim().catch('');

export const typedScene = z.object({
  amount: text,
  payment: z.enum(payments).optional().catch(undefined),
  /** Codes of what was shown for the ticket. */
  material: severalTexts,
  told: z.literal('yes').optional().catch(undefined),
  /** Where a refund goes. */
  to: text,
  bankName: text,
  number: text,
});
export type TypedScene = z.output<typeof typedScene>;

export const nothingTyped: TypedScene = typedScene.parse({});
