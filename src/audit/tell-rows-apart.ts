// Which rows of a seal are gone, came in or were replaced: what the copy outside says against what is there.
import type { Queries } from '../database/connection.ts';
import type { Fault } from './fault.ts';
import { partsMaker, type RecordedSeal, type SealedKind, sameParts } from './seal.ts';
import { readCopy } from './seal-copy.ts';
import { listLeaves } from './seals-store.ts';
import { findEventCount } from './verify-store.ts';

type Comparison = {
  readonly sql: Queries;
  readonly folder: string;
  readonly tell: (fault: Fault) => void;
};

/** Leaves of one seal that are held in memory to be compared; only the seal of a first start on old data has more. */
const mostCompared = 500_000;

/** MACs of one kind of rows by the key of the row. */
type Leaves = ReadonlyMap<string, string>;

/** Names every row; where the copy cannot say which, how many there were and are. */
export const tellRowsApart = async (
  { sql, folder, tell }: Comparison,
  seal: RecordedSeal,
  kind: SealedKind,
): Promise<void> => {
  const sealed = seal.parts.find((part) => part.kind === kind)?.rows ?? 0;
  const found = await leavesFound(sql, seal, kind);
  const copied = sealed > mostCompared ? undefined : await leavesCopied(folder, seal, kind);
  if (!copied || !found)
    return tell({ fault: 'rows-differ', where: `seal ${seal.number}, ${kind}: ${sealed} → ${found?.size ?? '…'}` });
  for (const [key, mac] of copied) {
    const now = found.get(key);
    if (now === undefined) tell(await removedRow(sql, key, seal.number));
    else if (now !== mac) tell({ fault: 'row-replaced', where: `${key} (seal ${seal.number})` });
  }
  for (const key of found.keys())
    if (!copied.has(key)) tell({ fault: 'row-inserted', where: `${key} (seal ${seal.number})` });
};

/** Behind what the head knows, nobody would miss it but the seal. */
export const removedRow = async (sql: Queries, key: string, number: number): Promise<Fault> => {
  const where = `${key} (seal ${number})`;
  const [letter, personId = '', seq] = key.split(' ');
  if (letter !== 'e') return { fault: 'row-removed', where };
  const count = await findEventCount(sql, personId);
  return { fault: count !== undefined && count < Number(seq) ? 'tail-cut' : 'row-removed', where };
};

const entryOf = (leaf: string): readonly [string, string] => {
  const end = leaf.lastIndexOf(' ');
  return [leaf.slice(0, end), leaf.slice(end + 1)];
};

/** undefined: too many. */
const leavesFound = async (sql: Queries, seal: RecordedSeal, wanted: SealedKind): Promise<Leaves | undefined> => {
  const leaves = new Map<string, string>();
  for await (const some of listLeaves(sql, seal)) {
    for (const { kind, leaf } of some) if (kind === wanted) leaves.set(...entryOf(leaf));
    if (leaves.size > mostCompared) return undefined;
  }
  return leaves;
};

/** undefined: the copy does not have them, or not as they were sealed. */
const leavesCopied = async (folder: string, seal: RecordedSeal, wanted: SealedKind): Promise<Leaves | undefined> => {
  let block = { number: 0, leaves: new Map<string, string>(), made: partsMaker() };
  for await (const line of readCopy(folder, seal.at)) {
    if (line.kind === 'begin') block = { number: line.number, leaves: new Map(), made: partsMaker() };
    else if (block.number !== seal.number) continue;
    else if (line.kind === 'leaf' && line.leaf.kind === wanted) {
      block.leaves.set(...entryOf(line.leaf.leaf));
      block.made.add(line.leaf);
    } else if (line.kind === 'seal') {
      const sealed = seal.parts.filter(({ kind }) => kind === wanted);
      return sameParts(block.made.parts(), sealed) ? block.leaves : undefined;
    }
  }
  return undefined;
};
