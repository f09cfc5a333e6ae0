// The outlet has handed the card over to the person with their valid ID (R-DELIV-05), and on request enabled and activated it.
import { z } from 'zod';
import { type Ground, notPermitted } from '../applications/use-case.ts';
import type { Part } from '../audit/command.ts';
import type { Result } from '../base/result.ts';
import { refused } from '../base/result.ts';
import { activation } from '../cards/activate-finance.ts';
import { type CardAsker, type CardRefused, cardQuestion } from '../cards/card-asker.ts';
import { type Asking, enablingParts, isEnabled, mayEnable } from '../cards/enabling.ts';
import type { EnablingRow } from '../cards/enabling-store.ts';
import { admit } from '../policy/admit.ts';
import { documents } from '../policy/question.ts';
import {
  type BankReport,
  type Reported,
  type Reporting,
  type ReportKind,
  type ReportRefused,
  report,
} from '../production/report.ts';
import type { ReportingRow } from '../production/reporting-store.ts';
import { atOutletBody } from './report-ready-at-outlet.ts';

const mostDocuments = 8;

export const handedOverBody = atOutletBody.extend({
  /** Originals that were checked; the card itself lies on the counter. */
  documents: z.array(z.enum(documents)).max(mostDocuments).default(['holder-id']),
  /** Who took it; for a child the guardian. */
  collectedBy: z.enum(['holder', 'guardian', 'agent']).default('holder'),
  /** Who looked at the documents, as the bank numbers its people; never a name. */
  checkedBy: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,32}$/)
    .optional(),
  enable: z.boolean().default(false),
  activate: z.boolean().default(false),
});
export type HandedOverBody = z.infer<typeof handedOverBody>;

/** The card of the order as the decisions about enabling take it; throws before it is produced. */
const enablingRowOf = (row: ReportingRow): EnablingRow => {
  const { cardId, cardSealed, cardBank, generation, socialSecurity } = row;
  if (!cardId || !cardSealed || !generation || !socialSecurity) throw new Error('no card has been produced');
  return {
    ...{ ...row, cardId, cardSealed, cardBank, generation, socialSecurity, oldEnabled: row.oldEnabled ?? [] },
    formerCards: row.formerCards ?? [],
    reissueRequested: row.reissueRequested ?? false,
    authorisations: row.authorisations ?? [],
    ...{ applicationState: row.state, applicationSealed: row.sealed, outletBank: row.bank },
  };
};

type HandingOver = Reporting<HandedOverBody>;

const askingOf = ({ row, body, at }: HandingOver): Asking => {
  const { outletId, documents: shown, collectedBy: actor } = body;
  const served = { by: 'bank', outletId, bank: row.bank, documents: [...shown, 'card'] } as const;
  const asker: CardAsker = { actor, actorId: row.bank, channel: 'bank', served };
  return { asker, row: enablingRowOf(row), at };
};

/** Both functions on the spot, or the one that was wished for (R-DELIV-04, R-ENABLE-03, C-15). */
const onTheSpot = (ground: Ground, given: HandingOver) => {
  const { enable, activate } = given.body;
  const asking = askingOf(given);
  if (activate) return activation(ground, asking, { enable, place: 'counter' });
  if (!enable || isEnabled(asking.row)) return { ok: true, parts: [] } as const;
  const permitted = mayEnable(ground, asking);
  return permitted.ok ? ({ ok: true, parts: enablingParts(ground, asking, permitted) } as const) : permitted;
};

/** Whoever may not collect it, or not with these documents (R-DELIV-05). */
const mayCollect = ({ keys, policy }: Ground, given: HandingOver): CardRefused | undefined => {
  const question = cardQuestion(keys, { service: 'collect', ...askingOf(given) });
  const verdict = admit(policy.current(), question);
  return verdict.permitted ? undefined : notPermitted(verdict).refusal;
};

const handedOver: ReportKind<HandedOverBody> = {
  action: 'report-handed-over',
  rules: ['R-DELIV-03', 'R-DELIV-04', 'R-DELIV-05'],
  checksFacts: true,
  isRepeated: ({ row, body }) =>
    row.state === 'collected' &&
    row.outletId === body.outletId &&
    (!body.enable || row.socialSecurity === 'enabled') &&
    (!body.activate || row.financial === 'active'),
  problem: (given, ground) => {
    if (given.row.outletId !== given.body.outletId) return refused('WRONG_OUTLET', {});
    const wish = onTheSpot(ground, given);
    return mayCollect(ground, given) ?? (wish.ok ? undefined : wish.refusal);
  },
  outcome: (ground, given) => {
    const { outletId, documents: shown, collectedBy, checkedBy } = given.body;
    const wish = onTheSpot(ground, given);
    const parts: readonly Part[] = wish.ok ? wish.parts : [];
    return {
      facts: {
        ...{ outlet: outletId, documents: shown.join(' '), 'collected-by': collectedBy },
        ...(checkedBy !== undefined && { 'checked-by': checkedBy }),
      },
      parts,
    };
  },
};

/**
 * ready-for-pickup → collected. With `enable` the card is enabled and with `activate` its financial function activated in
 * the same statement, the old card invalid at that instant (R-DELIV-04, C-15, C-16); without them both stay as they are.
 */
export const reportHandedOver = (
  ground: Ground,
  given: BankReport<HandedOverBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, handedOver, given);
