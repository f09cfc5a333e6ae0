// Comparing the books of bureau and bank: what an entry is, and which difference two of them make.
import { z } from 'zod';
import { type ApplicationState, applicationStates } from '../applications/application-lifecycle.ts';

/** What one side has of an application at the end of a day. */
export type Entry = { readonly state: ApplicationState; readonly cardNumber: string | null };

export const differenceKinds = [
  'unknown-here',
  'missing-there',
  'ended-here',
  'behind-here',
  'behind-there',
  'card-number',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** How far a state is on the way of a card; states in which the bank has nothing more to do stand apart. */
const steps: Readonly<Record<ApplicationState, number | 'ended'>> = {
  submitted: 0,
  'in-production': 1,
  produced: 2,
  mailed: 3,
  'ready-for-pickup': 3,
  collected: 4,
  received: 4,
  returned: 4,
  // No bank has it so: the books have it where it was held.
  'on-hold': 0,
  'account-refused': 'ended',
  rejected: 'ended',
  withdrawn: 'ended',
};

/** That the person has a mailed card in use no bank can know: for its books it is mailed. */
const asBankKnows = (state: ApplicationState): ApplicationState => (state === 'received' ? 'mailed' : state);

/**
 * Which difference there is; undefined when both agree. `ours` undefined: the bank has no such order; `theirs` undefined:
 * the bank did not name it. A card number the bank leaves out is not compared.
 */
export const differenceOf = (ours: Entry | undefined, theirs: Entry | undefined): DifferenceKind | undefined => {
  if (!ours) return 'unknown-here';
  if (!theirs) return 'missing-there';
  const [here, there] = [asBankKnows(ours.state), asBankKnows(theirs.state)];
  if (here === there)
    return theirs.cardNumber !== null && theirs.cardNumber !== ours.cardNumber ? 'card-number' : undefined;
  const [ourStep, theirStep] = [steps[here], steps[there]];
  if (ourStep === 'ended') return 'ended-here';
  return theirStep === 'ended' || theirStep > ourStep ? 'behind-here' : 'behind-there';
};

const entry = z.object({ state: z.enum(applicationStates), cardNumber: z.string().nullable() });

/** What is kept of a difference, sealed; the reason is of whoever closed it. */
export const bothEntries = z.object({
  ours: entry.nullable(),
  theirs: entry.nullable(),
  reason: z.string().nullable().default(null),
});
export type BothEntries = z.infer<typeof bothEntries>;

export type Difference = BothEntries & {
  readonly bank: string;
  readonly number: string;
  readonly kind: DifferenceKind;
  readonly day: Temporal.PlainDate;
  readonly foundAt: Temporal.Instant;
  /** null: it is open. */
  readonly closedAt: Temporal.Instant | null;
  /** Account of whoever closed it; null: both were found to agree. */
  readonly closedBy: string | null;
};
