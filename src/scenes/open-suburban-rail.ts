// 市郊铁路: opened at a bank's outlet with card and ID (R-TRANSIT-04; until 2025-10-08 at any bank with the card, R-TRANSIT-05).
import type { Ground } from '../applications/use-case.ts';
import type { Result } from '../base/result.ts';
import { type AtCounter, changeTransit, type TransitChanged, type TransitRefused } from './transit-change.ts';
import { upsertWallet } from './transit-store.ts';

/** ready → ready with suburban rail. It comes after the first top-up (3.3-c); what is open already is not opened again. */
export const openSuburbanRail = (ground: Ground, asked: AtCounter): Promise<Result<TransitChanged, TransitRefused>> =>
  changeTransit<TransitRefused>(ground, {
    ...{ action: 'open-suburban-rail', service: 'open-suburban-rail', asked, request: {} },
    decide: ({ row: { cardId, balanceFen }, verdict: { rules }, at, facts }) => ({
      ok: true,
      parts: [
        {
          happenings: [{ action: 'open-suburban-rail', subject: `card:${cardId}`, rules, facts }],
          writes: [upsertWallet(ground.sql, { cardId, state: 'ready', suburbanRailAt: at, refundDueOn: null })],
        },
      ],
      ...{ balanceFen, suburbanRail: true, refundDueOn: null },
    }),
  });
