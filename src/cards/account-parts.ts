// What the mirror of an account adds to a command in which its bank said what it has done.
import type { Part } from '../audit/command.ts';
import type { CardId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import type { Sql } from '../database/connection.ts';
import type { FinancialState } from '../policy/question.ts';
import { moveFinancial } from './cards-store.ts';
import { type FinancialAction, financialLifecycle } from './financial-lifecycle.ts';

/** Nothing where the account is so already, or never was what could become so: the bank owns it, and we only mirror. */
export const accountMoved = (
  sql: Sql,
  moved: {
    readonly cardId: CardId;
    readonly action: FinancialAction;
    readonly financial: FinancialState | null;
    readonly rules: readonly string[];
  },
): Part => {
  const { cardId, action, financial, rules } = moved;
  const { from, to } = financialLifecycle[action];
  if (financial === null || !leadsFrom(financialLifecycle[action], financial)) return {};
  return {
    happenings: [{ action, subject: `card:${cardId}`, rules, facts: { financial: to, was: financial } }],
    writes: [moveFinancial(sql, cardId, { from, to })],
  };
};
