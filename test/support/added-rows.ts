// Rows of the bureau for tests: what a form says, proposed by one account and confirmed by another.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddedRow } from '../../src/policy/added/added-row.ts';
import { decideRow } from '../../src/policy/added/decide-row.ts';
import type { AddedKind } from '../../src/policy/added/kinds.ts';
import {
  type Ground,
  type Proposal,
  proposeRow,
  readProposal,
  type Typed,
} from '../../src/policy/added/propose-row.ts';

export const announcement = {
  document: '关于第四批开放时间的公告',
  clause: '第一条',
  date: '2025-07-20',
  reason: '公告明确了开放日期',
} as const;

/** What a form of this kind says is what is meant, or the test is wrong. */
export const proposalOf = (kind: AddedKind, typed: Typed): Proposal => {
  const read = readProposal(kind, { ...announcement, ...typed });
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
};

export const addedRow = (number: number, kind: AddedKind, typed: Typed): AddedRow => {
  const { content, supersedes, source } = proposalOf(kind, typed);
  return { number, content, supersedes, source };
};

export const propose = async (ground: Ground, kind: AddedKind, typed: Typed): Promise<number> => {
  const proposed = await proposeRow(ground, { proposal: proposalOf(kind, typed), by: 'first', key: randomUUID() });
  assert.ok(proposed.ok, JSON.stringify(proposed));
  return proposed.value;
};

export const confirm = (ground: Ground, number: number, by = 'second') =>
  decideRow(ground, { number, by, decision: 'confirmed', note: '' });
