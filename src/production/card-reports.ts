// What banks report about a card that somebody brings, named by the number on it: enabled, and its financial function activated.
import { z } from 'zod';
import type { Ground } from '../applications/use-case.ts';
import { ok, type Result, refused } from '../base/result.ts';
import { type ActivateRefused, activateFinance, activationPlaces } from '../cards/activate-finance.ts';
import { type EnableRefused, enableCard } from '../cards/enable-card.ts';
import { documents, type Service, type SocialSecurityState } from '../policy/question.ts';
import { type BodyMalformed, fieldProblems } from './body-problems.ts';

/** In the order in which they follow each other, behind all reports about an order. */
export const cardReportNames = ['enabled', 'financial-activated'] as const;
export type CardReportName = (typeof cardReportNames)[number];

/** What the gate is asked for, as its words name it. */
export const serviceOfCardReport: Readonly<Record<CardReportName, Extract<Service, 'enable' | 'activate-finance'>>> = {
  enabled: 'enable',
  'financial-activated': 'activate-finance',
};

/** 卡号 as it stands on the card; in the body, as addresses are written to logs. */
const cardNumber = z
  .string()
  .toUpperCase()
  .regex(/^[0-9A-Z]{9}$/)
  .describe('卡号（9 位） · card number, nine characters');

const mostDocuments = 8;
export const enabledBody = z.object({
  cardNumber,
  outletId: z.string().regex(/^[0-9A-Za-z-]{1,32}$/),
  actor: z.enum(['holder', 'agent', 'guardian']).default('holder').describe('谁来办理 · who came'),
  documents: z.array(z.enum(documents)).max(mostDocuments).describe('已核验的原件 · originals that were checked'),
});

export const activatedBody = enabledBody.extend({
  outletId: enabledBody.shape.outletId.nullable().default(null).describe('上门激活时为空 · null on a visit'),
  place: z
    .enum(activationPlaces)
    .default('counter')
    .describe('柜面、网点自助机具或上门 · counter, machine in the outlet, or visit to an employer'),
  enable: z.boolean().default(false).describe('先启用再激活 · enable first, then activate'),
});

/** What the card is after the report. `enabledAt` of a report that enabled it, RFC 3339. */
export type CardReported = {
  readonly cardNumber: string;
  readonly socialSecurity: SocialSecurityState;
  readonly financial: 'active' | null;
  readonly enabledAt: string | null;
};
export type CardReportRefused = Exclude<EnableRefused, { readonly code: 'LEVEL_TOO_LOW' }> | ActivateRefused;

type ByBank = { readonly bank: string; readonly key: string };
export type CardReportResult = Result<CardReported, CardReportRefused>;
type TakeCardReport = (ground: Ground, by: ByBank) => Promise<CardReportResult>;

/** R-ENABLE-02: at an outlet of the issuing bank. Throws where a counter asks for a login, which is a bug. */
export const reportEnabled = async (
  ground: Ground,
  { bank, key }: ByBank,
  { cardNumber: number, outletId, actor, documents: shown }: z.output<typeof enabledBody>,
): Promise<CardReportResult> => {
  const enabled = await enableCard(ground, {
    ...{ cardNumber: number, actor, actorId: bank, channel: 'bank', level: 0, key },
    served: { by: 'bank', outletId, bank, documents: shown },
  });
  if (enabled.ok) {
    const { enabledAt } = enabled.value;
    return ok({ cardNumber: number, socialSecurity: 'enabled', financial: null, enabledAt });
  }
  if (enabled.code === 'LEVEL_TOO_LOW') throw new Error('a counter asks for no login');
  return enabled;
};

/** A counter and a machine stand in an outlet; a visit does not. */
export const reportActivated = async (
  ground: Ground,
  { bank, key }: ByBank,
  body: z.output<typeof activatedBody>,
): Promise<CardReportResult> => {
  if ((body.outletId === null) !== (body.place === 'bank-visit')) return refused('WRONG_OUTLET', {});
  const activated = await activateFinance(ground, { ...body, bank, key });
  if (!activated.ok) return activated;
  const { socialSecurity, financial } = activated.value;
  return ok({ cardNumber: body.cardNumber, socialSecurity, financial, enabledAt: null });
};

const reading =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (ground: Ground, by: ByBank, body: z.output<Schema>) => Promise<CardReportResult>,
  ) =>
  (given: unknown): Result<TakeCardReport, BodyMalformed> => {
    const parsed = schema.safeParse(given);
    if (!parsed.success) return refused('MALFORMED', { fields: fieldProblems(parsed.error) });
    return ok((ground, by) => run(ground, by, parsed.data));
  };

/** Reads a body as it came; gives the report, ready to be taken, or what is wrong. */
export const readCardReport: Readonly<
  Record<CardReportName, (body: unknown) => Result<TakeCardReport, BodyMalformed>>
> = {
  enabled: reading(enabledBody, reportEnabled),
  'financial-activated': reading(activatedBody, reportActivated),
};
