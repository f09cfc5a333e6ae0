// Figures of the jobs for the operator: how many wait, how long, and how many were given up.
import type { Registry } from 'prom-client';
import type { Sql } from '../database/connection.ts';
import { registerFigure } from '../database/gauge.ts';
import { countJobs, type JobCounts } from './jobs-store.ts';

const figures: Readonly<Record<string, { readonly help: string; readonly figure: keyof JobCounts }>> = {
  jobs_waiting: { help: 'Jobs that are to be done', figure: 'waiting' },
  jobs_dead: { help: 'Jobs that were given up; above zero somebody has to look', figure: 'dead' },
  jobs_oldest_seconds: { help: 'How long the oldest waiting job has waited', figure: 'oldestSeconds' },
};

export const registerJobMetrics = (registry: Registry, sql: Sql): void => {
  for (const [name, { help, figure }] of Object.entries(figures))
    registerFigure(registry, { name, help, read: async () => (await countJobs(sql))[figure] });
};
