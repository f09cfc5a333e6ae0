// Checks one person against the copy outside: every row that was sealed of them is there, unless it was swept.
import type { PersonId } from '../base/ids.ts';
import type { Queries } from '../database/connection.ts';
import type { Fault } from './fault.ts';
import { readCopy } from './seal-copy.ts';
import { findLeaf, findSweptEnd } from './seals-store.ts';
import { removedRow } from './tell-rows-apart.ts';

type PersonInspection = {
  readonly sql: Queries;
  readonly folder: string;
  readonly personId: PersonId;
  readonly tell: (fault: Fault) => void;
};

/** Reads the whole copy, which names the person in every line about them. */
export const verifyCopyOf = async ({ sql, folder, personId, tell }: PersonInspection): Promise<void> => {
  const sweptEnd = await findSweptEnd(sql);
  let own: string[] = [];
  for await (const line of readCopy(folder)) {
    if (line.kind === 'begin') own = [];
    else if (line.kind === 'leaf' && line.leaf.leaf.includes(` ${personId} `)) own.push(line.leaf.leaf);
    else if (line.kind === 'seal') {
      const isSwept = line.seal.end <= sweptEnd;
      for (const leaf of own) {
        const fault = isSwept && !leaf.startsWith('e ') ? undefined : await faultOf(sql, leaf, line.seal.number);
        if (fault) tell(fault);
      }
      own = [];
    }
  }
};

const faultOf = async (sql: Queries, leaf: string, number: number): Promise<Fault | undefined> => {
  const key = leaf.slice(0, leaf.lastIndexOf(' '));
  const [letter = '', personId = '', id = ''] = key.split(' ');
  const found = await findLeaf(sql, { letter, personId, id });
  if (found === leaf) return undefined;
  return found === undefined
    ? removedRow(sql, key, number)
    : { fault: 'row-replaced', where: `${key} (seal ${number})` };
};
