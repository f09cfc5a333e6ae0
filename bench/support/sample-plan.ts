// A plan of requests for the test of the load generator.
import type { LoadRequest } from './load.ts';

export const requestAt = (index: number, { fail }: { readonly fail: boolean }): LoadRequest => ({
  method: 'POST',
  path: `/?${index}`,
  headers: fail ? { 'x-fail': 'yes' } : {},
  body: 'hello',
});
