// Checks the seals: their chain, the copy outside, and the rows they are over.
import type { Keys } from '../crypto/keys.ts';
import type { Queries } from '../database/connection.ts';
import type { Fault } from './fault.ts';
import {
  partsMaker,
  type RecordedSeal,
  type SealedKind,
  type SealPart,
  sameParts,
  sealText,
  sweepText,
} from './seal.ts';
import { readCopy } from './seal-copy.ts';
import { partsOf } from './sealer.ts';
import { findSweep, listSealsAfter } from './seals-store.ts';
import { tellRowsApart } from './tell-rows-apart.ts';

export type SealInspection = {
  readonly sql: Queries;
  readonly keys: Keys;
  /** Of the copy outside. */
  readonly folder: string;
  /** Trusted as it is: the check begins with the one after. */
  readonly after: RecordedSeal | undefined;
  /** The last seal when the check began. */
  readonly last: RecordedSeal | undefined;
  readonly tell: (fault: Fault) => void;
  readonly progress: (seals: number) => void;
};

const sealsAtOnce = 500;
const where = (number: number): string => `seal ${number}`;

async function* sealsOf({ sql, after, last }: SealInspection): AsyncGenerator<RecordedSeal> {
  for (let number = after?.number ?? 0; ; ) {
    const seals = await listSealsAfter(sql, number, sealsAtOnce);
    const lastOfThese = seals.at(-1);
    if (!lastOfThese) return;
    for (const seal of seals) if (last && seal.number <= last.number) yield seal;
    number = lastOfThese.number;
  }
}

/** Each seal by itself, after the one before, and against its rows; how many there were. */
export const verifySeals = async (inspection: SealInspection): Promise<number> => {
  const { keys, tell, progress } = inspection;
  let before = inspection.after;
  let seals = 0;
  for await (const seal of sealsOf(inspection)) {
    for (let number = (before?.number ?? 0) + 1; number < seal.number; number += 1)
      tell({ fault: 'seal-missing', where: where(number) });
    if (!keys.hasMac(sealText(seal), seal.mac)) tell({ fault: 'seal-changed', where: where(seal.number) });
    else if (!follows(seal, before)) tell({ fault: 'seal-unlinked', where: where(seal.number) });
    await verifyRowsOf(inspection, seal);
    before = seal;
    seals += 1;
    progress(seals);
  }
  return seals;
};

const follows = (seal: RecordedSeal, before: RecordedSeal | undefined): boolean =>
  seal.first === (before?.end ?? 0) && Buffer.compare(seal.previousMac, before?.mac ?? new Uint8Array()) === 0;

/** Kinds of rows that may be gone once a seal is swept. */
const sweptKinds: readonly SealedKind[] = ['refusals', 'looks'];

const verifyRowsOf = async (inspection: SealInspection, seal: RecordedSeal): Promise<void> => {
  const { sql, keys, tell } = inspection;
  const found = await partsOf(sql, seal);
  if (sameParts(seal.parts, found)) return;
  // Looked up after the rows: a seal is marked before the first of its rows goes.
  const sweep = await findSweep(sql, seal.number);
  const isSwept = sweep !== undefined && keys.hasMac(sweepText(sweep.number, sweep.at), sweep.mac);
  if (sweep && !isSwept) tell({ fault: 'sweep-changed', where: where(seal.number) });
  for (const kind of kindsThatDiffer(seal.parts, found))
    if (!(isSwept && sweptKinds.includes(kind))) await tellRowsApart(inspection, seal, kind);
};

const kindsThatDiffer = (sealed: readonly SealPart[], found: readonly SealPart[]): readonly SealedKind[] => {
  const kinds = new Set([...sealed, ...found].map(({ kind }) => kind));
  const of = (parts: readonly SealPart[], kind: SealedKind) => parts.filter((part) => part.kind === kind);
  return [...kinds].filter((kind) => !sameParts(of(sealed, kind), of(found, kind)));
};

/** The copy outside by itself and against the seals of the database, both in their order. */
export const verifyCopy = async (inspection: SealInspection): Promise<void> => {
  const { tell, after, last } = inspection;
  const own = sealsOf(inspection);
  let next = await own.next();
  for await (const { seal, isSpoilt } of copiedSeals(inspection)) {
    if (seal.number <= (after?.number ?? 0)) continue;
    if (isSpoilt) tell({ fault: 'copy-spoilt', where: where(seal.number) });
    for (; !next.done && next.value.number < seal.number; next = await own.next())
      tell({ fault: 'copy-missing', where: where(next.value.number) });
    if (!next.done && next.value.number === seal.number) {
      if (Buffer.compare(next.value.mac, seal.mac) !== 0) tell({ fault: 'copy-differs', where: where(seal.number) });
      next = await own.next();
      // What was sealed after the check began is copied too.
    } else if (!(await isLater(inspection, seal.number))) tell({ fault: 'seal-missing', where: where(seal.number) });
  }
  for (; !next.done; next = await own.next())
    // The last one may be on its way to the copy.
    if (next.value.number !== last?.number) tell({ fault: 'copy-missing', where: where(next.value.number) });
};

/** Whether a seal of the copy stands in the database beyond the last of this check. */
const isLater = async ({ sql, last }: SealInspection, number: number): Promise<boolean> => {
  if (number <= (last?.number ?? 0)) return false;
  const [seal] = await listSealsAfter(sql, number - 1, 1);
  return seal?.number === number;
};

/** Whole blocks of the copy; one is spoilt when its leaves or its seal are not genuine. */
async function* copiedSeals({ folder, keys, after }: SealInspection) {
  let block = partsMaker();
  let hasSpoiltLine = false;
  for await (const line of readCopy(folder, after?.at)) {
    if (line.kind === 'begin') {
      block = partsMaker();
      hasSpoiltLine = false;
    } else if (line.kind === 'leaf') block.add(line.leaf);
    else if (line.kind === 'spoilt') hasSpoiltLine = true;
    else {
      const { seal } = line;
      const isGenuine = keys.hasMac(sealText(seal), seal.mac) && sameParts(block.parts(), seal.parts);
      yield { seal, isSpoilt: hasSpoiltLine || !isGenuine };
      block = partsMaker();
    }
  }
}
