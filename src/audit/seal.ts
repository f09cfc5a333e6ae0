// A seal: digests of everything that was recorded since the one before, and the text of it that is authenticated.
import { createHash, type Hash } from 'node:crypto';
import type { Keys } from '../crypto/keys.ts';
import { canonicalText } from './canonical-text.ts';

/** What is sealed; a look is a row of `read_traces`, a sweep one of `seal_sweeps`. */
export const sealedKinds = ['events', 'refusals', 'looks', 'sweeps'] as const;
export type SealedKind = (typeof sealedKinds)[number];

/** Transactions by their numbers: from `first` up to before `end`. */
export type Span = { readonly first: number; readonly end: number };

/** What a seal says of one kind of rows; `digest` is the SM3 of their leaves, in hexadecimal digits. */
export type SealPart = { readonly kind: SealedKind; readonly rows: number; readonly digest: string };

/** One row of `seals`. Kinds without a row are left out. `at` is system time, whole milliseconds. */
export type Seal = Span & {
  readonly number: number;
  readonly at: Temporal.Instant;
  readonly parts: readonly SealPart[];
  readonly previousMac: Uint8Array;
};

export type RecordedSeal = Seal & { readonly mac: Uint8Array };

/**
 * One row as a seal has it: kind, key and the beginning of its MAC (key id and 128 bits), as text on one line. The MAC holds
 * every column, so the leaf does too; and as it names its row, the copy of the leaves tells which row is gone.
 */
export type Leaf = { readonly kind: SealedKind; readonly leaf: string };

/** The text whose MAC proves a seal and its place after the one before. */
export const sealText = (seal: Seal): string =>
  canonicalText('yikatong-seal-1', [
    String(seal.number),
    String(seal.at.epochMilliseconds),
    String(seal.first),
    String(seal.end),
    seal.parts.map(({ kind, rows, digest }) => `${kind} ${rows} ${digest}`),
    Buffer.from(seal.previousMac).toString('hex'),
  ]);

/** The text whose MAC proves that the refusals and looks of a seal were kept long enough and may be gone. */
export const sweepText = (number: number, at: Temporal.Instant): string =>
  canonicalText('yikatong-seal-sweep-1', [String(number), String(at.epochMilliseconds)]);

/** Takes leaves one after the other and gives the parts of their seal. */
export const partsMaker = (): { readonly add: (leaf: Leaf) => void; readonly parts: () => readonly SealPart[] } => {
  const open = new Map<SealedKind, { rows: number; hash: Hash }>();
  return {
    add: ({ kind, leaf }) => {
      const part = open.get(kind) ?? { rows: 0, hash: createHash('sm3') };
      open.set(kind, part);
      part.rows += 1;
      part.hash.update(`${leaf}\n`);
    },
    parts: () =>
      sealedKinds.flatMap((kind) => {
        const part = open.get(kind);
        return part ? [{ kind, rows: part.rows, digest: part.hash.digest('hex') }] : [];
      }),
  };
};

/** The seal after `last`, proven with the current event key. */
export const sealAfter = (
  keys: Pick<Keys, 'mac'>,
  last: RecordedSeal | undefined,
  { at, end, parts }: Pick<Seal, 'at' | 'end' | 'parts'>,
): RecordedSeal => {
  const seal: Seal = {
    number: (last?.number ?? 0) + 1,
    at,
    first: last?.end ?? 0,
    end,
    parts,
    previousMac: last?.mac ?? new Uint8Array(),
  };
  return { ...seal, mac: keys.mac(sealText(seal)) };
};

/** Whether two lists of parts say the same; they are in the order of the kinds. */
export const sameParts = (one: readonly SealPart[], other: readonly SealPart[]): boolean =>
  one.length === other.length &&
  one.every(({ kind, rows, digest }, index) => {
    const same = other[index];
    return same?.kind === kind && same.rows === rows && same.digest === digest;
  });
