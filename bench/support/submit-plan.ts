// The last page of the application, sent by one person after the other, as a browser sends it.
import type { LoggedIn } from '../../test/support/logged-in.ts';
import { ticked } from '../../test/support/ticked.ts';
import type { LoadRequest } from './load.ts';

/** What the bench hands over. */
export type SubmitLoad = { readonly origin: string; readonly applicants: readonly LoggedIn[] };

export const pledgePath = '/apply/pledge';

export const submitRequest = ({ cookie, csrf }: LoggedIn, origin: string) => ({
  method: 'POST' as const,
  path: pledgePath,
  headers: {
    ...{ cookie, origin, accept: 'text/html,application/xhtml+xml', 'accept-language': 'zh-CN,zh;q=0.9' },
    ...{ 'accept-encoding': 'gzip, deflate, br', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' },
    ...{ 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Mozilla/5.0 (bench)' },
  },
  body: new URLSearchParams({ _csrf: csrf, ...ticked }).toString(),
});

export const requestAt = (index: number, given: SubmitLoad): LoadRequest => {
  const applicant = given.applicants[index];
  if (!applicant) throw new RangeError('nobody is left who has not submitted');
  return submitRequest(applicant, given.origin);
};

/** Submitted: a redirect to the application's own page, and nowhere else. */
export const isDone = (status: number, _body: string, location: string): boolean =>
  status === 303 && /^\/applications\/[^/]+\/submitted$/.test(location);
