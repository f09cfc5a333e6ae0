// A change of bank (3.3-h): the old card is given back at its bank, then the person applies at the new one.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { ApplicationId, Brand, CardId } from '../base/ids.ts';

export type BankChangeId = Brand<string, 'BankChangeId'>;

export type BankChange = {
  readonly bankChangeId: BankChangeId;
  /** The card that was given back. */
  readonly cardId: CardId;
  readonly fromBank: string;
  readonly leftAt: Temporal.Instant;
  /** Day of the change before; null: there was none. */
  readonly formerChangeOn: Temporal.PlainDate | null;
  /** At the new bank, the newest; null: none yet. */
  readonly applicationId: ApplicationId | null;
  readonly applicationState: ApplicationState | null;
  readonly appliedAt: Temporal.Instant | null;
};

/** An application that came to nothing: the change goes on where it stood. */
export const comesToNothing = [
  'withdrawn',
  'rejected',
  'account-refused',
] as const satisfies readonly ApplicationState[];

/** Whether the person still has to apply at the new bank. */
export const isOpenChange = ({ applicationState }: Pick<BankChange, 'applicationState'>): boolean =>
  applicationState === null || comesToNothing.some((each) => each === applicationState);
