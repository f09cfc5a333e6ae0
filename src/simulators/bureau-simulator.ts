// The simulated bureau: an ordinary client of its interface, by which the visitor of a demo sends an application back.
import { randomUUID } from 'node:crypto';
import { CallFailed, type PartnerAccess, partnerClient } from './partner-client.ts';

/** What somebody at the bureau may find wrong; the codes of the interface. */
export const bureauReasons = [
  'id-photo-unreadable',
  'card-photo-unsuitable',
  'id-expired',
  'record-differs',
  'contact-incomplete',
  'mail-data-incomplete',
  'bank-not-possible',
  'not-entitled',
] as const;
export type BureauReason = (typeof bureauReasons)[number];

export type BureauSimulator = {
  /** `done`, or the code of the refusal; NO_ANSWER when nobody answers. */
  readonly sendBack: (number: string, reason: BureauReason) => Promise<string>;
};

export const bureauSimulator = (access: PartnerAccess, stop: AbortSignal): BureauSimulator => {
  const client = partnerClient(access, stop);
  return {
    sendBack: async (number, reason) => {
      const path = `/api/v1/bureau/applications/${encodeURIComponent(number)}/rejection`;
      try {
        await client.post(path, randomUUID(), { reasons: [reason] });
        return 'done';
      } catch (error) {
        return error instanceof CallFailed ? error.code : 'NO_ANSWER';
      }
    },
  };
};
