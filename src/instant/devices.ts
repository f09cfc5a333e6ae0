// The machines of an outlet that makes cards on the spot, as the stages ask them: card writer with printer, and card reader.
import type { Refused, Result } from '../base/result.ts';
import type { Chip } from './instant-job.ts';

/**
 * DEVICE_UNREACHABLE: nothing happened, or nobody knows; the same attempt is asked again, and a machine that has done it
 * answers with what it did. CARD_SPOILED: the blank is of no use any more.
 */
export type DeviceRefused = Refused<'DEVICE_UNREACHABLE' | 'CARD_SPOILED', object>;

/** One blank in the machine: asked for the same attempt twice, a machine does it once. */
export type Attempt = { readonly outletId: string; readonly jobId: string; readonly attempt: number };

export type Devices = {
  /** Writes the chip. */
  readonly personalise: (at: Attempt & { readonly cardNumber: string }) => Promise<Result<Chip, DeviceRefused>>;
  /** Prints the face. */
  readonly print: (at: Attempt) => Promise<Result<null, DeviceRefused>>;
  /** Reads the chip of the card that came out. */
  readonly read: (at: Attempt) => Promise<Result<Chip, DeviceRefused>>;
  /** 身份证阅读器: the document that lies on it. */
  readonly readIdCard: (
    outletId: string,
  ) => Promise<Result<{ readonly idNumber: string }, Refused<'DEVICE_UNREACHABLE' | 'NO_ID_CARD', object>>>;
};
