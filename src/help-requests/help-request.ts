// A help request: somebody has difficulty and asks for a street or a bank to come; its words, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand } from '../base/ids.ts';
import { languages } from '../base/language.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';
import type { HelpRequestState } from './help-request-lifecycle.ts';

export type HelpRequestId = Brand<string, 'HelpRequestId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseHelpRequestId = idReader<HelpRequestId>();

/** Workers of the street or community (R-ELDER-02, R-ELDER-04), or people of the bank (R-ELDER-03). */
export const helpKinds = ['street', 'bank-visit'] as const;
export type HelpKind = (typeof helpKinds)[number];

export const partsOfDay = ['morning', 'afternoon'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** Why nobody can come; with one of these it goes back to 96066 (R-ELDER-06). */
export const declineReasons = ['no-home-visits', 'outside-our-area', 'no-one-free', 'not-reached', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

export type HelpRequest = {
  readonly helpRequestId: HelpRequestId;
  readonly kind: HelpKind;
  readonly state: HelpRequestState;
  /** Whose people come; null for a street. */
  readonly bank: string | null;
  /** Outlet of the street; null for a bank. */
  readonly outletId: string | null;
  readonly wishedOn: Temporal.PlainDate;
  readonly wishedPart: PartOfDay;
  /** Of the last one who declined, also after the hotline has sent it elsewhere. */
  readonly declineReason: DeclineReason | null;
};

const helpContent = z.object({
  phone: z.string(),
  address: z.string(),
  note: z.string().nullable(),
  /** In which messages are written. */
  language: z.enum(languages),
});

/** What is sealed in `help_requests.sealed`: where to come and whom to call. */
export type HelpContent = z.infer<typeof helpContent>;

export const { seal: sealHelp, open: openHelp } = sealedColumn('help_requests.sealed', helpContent);
