// How old the last seal is, for the operator: while nobody seals, nobody would notice what is removed.
import type { Registry } from 'prom-client';
import { registerFigure } from '../database/gauge.ts';
import type { SealGround } from './sealer.ts';
import { findLastSeal } from './seals-store.ts';

/** Not a number while there is no seal at all. With nothing to seal one comes every hour; above 4,000 s somebody has to look. */
export const registerSealMetrics = (
  registry: Registry,
  { sql, systemClock }: Pick<SealGround, 'sql' | 'systemClock'>,
): void =>
  registerFigure(registry, {
    name: 'audit_seal_age_seconds',
    help: 'How long ago the audit was sealed last',
    read: async () => {
      const last = await findLastSeal(sql);
      return last ? systemClock().since(last.at).total('seconds') : Number.NaN;
    },
  });
