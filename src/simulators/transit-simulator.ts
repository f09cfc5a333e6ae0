// The simulated transit operator: an ordinary client of its interface, by which the visitor of a demo rides and tops up elsewhere.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { CallFailed, type PartnerAccess, partnerClient } from './partner-client.ts';

/** What somebody may do with a card at the operator's own places; yuan, or nothing. */
export const operatorActs = {
  'top-up': { kind: 'top-up', amount: '50.00' },
  rides: { kind: 'rides', amount: '7.50' },
  'suburban-rail': { kind: 'suburban-rail' },
} as const;
export type OperatorAct = keyof typeof operatorActs;

const answer = z.object({
  results: z.array(z.object({ accepted: z.boolean(), code: z.string().optional() })).min(1),
});

export type TransitSimulator = {
  /** `done`, or the code of the refusal; NO_ANSWER when nobody answers. */
  readonly report: (act: OperatorAct, cardNumber: string) => Promise<string>;
};

export const transitSimulator = (access: PartnerAccess, stop: AbortSignal, now: Clock): TransitSimulator => {
  const client = partnerClient(access, stop);
  return {
    report: async (act, cardNumber) => {
      const reference = `demo-${randomUUID()}`;
      const report = { ...operatorActs[act], reference, cardNumber, happenedAt: now().toString() };
      try {
        const posted = await client.post('/api/v1/transit/reports', reference, { reports: [report] });
        const [first] = answer.parse(posted).results;
        return first?.accepted ? 'done' : (first?.code ?? 'NO_ANSWER');
      } catch (error) {
        return error instanceof CallFailed ? error.code : 'NO_ANSWER';
      }
    },
  };
};
