// Applications of one person after the other, as the form sends them.
import type { LoadRequest } from './load.ts';

const form = { delivery: 'mail', phone: '19900000001', address: '试验路1号院2号楼301', pledge: 'yes' };
const body = JSON.stringify(form);

/** `given` is the first person's index. */
export const requestAt = (index: number, given: unknown): LoadRequest => ({
  method: 'POST',
  path: `/submit/${Number(given) + index}`,
  headers: { 'content-type': 'application/json' },
  body,
});
