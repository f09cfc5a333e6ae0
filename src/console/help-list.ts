// The list of help requests of a role: which of them its address asks for, and where a page begins.
import { z } from 'zod';
import { parseHelpRequestId } from '../help-requests/help-request.ts';
import {
  countHelpRequests,
  type HelpPlace,
  type HelpQueue,
  type ListedHelp,
  listHelpRequests,
} from '../help-requests/help-requests-store.ts';
import type { Outlet } from '../outlets/outlet.ts';
import { listOutlets } from '../outlets/outlets-store.ts';
import { may } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { helpReachOf } from './help-reach.ts';

/** Rows of a page. */
const pageSize = 50;
/** Rows read at once where a whole list is read. */
const readAtOnce = 1_000;

const placeShape = z.tuple([z.iso.date(), z.iso.datetime(), z.string()]);

const placeIn = (text: string): HelpPlace | null => {
  const [wishedOn, requestedAt, id] = placeShape.safeParse(text.split('_')).data ?? [];
  const helpRequestId = parseHelpRequestId(id ?? '');
  if (!wishedOn || !requestedAt || !helpRequestId) return null;
  return {
    wishedOn: Temporal.PlainDate.from(wishedOn),
    requestedAt: Temporal.Instant.from(requestedAt),
    helpRequestId,
  };
};

const placeInWords = ({ wishedOn, requestedAt, helpRequestId }: HelpPlace): string =>
  `${wishedOn}_${requestedAt}_${helpRequestId}`;

/** What a page is asked with; whatever is no such word counts as not said. */
export const helpQuestion = z.object({
  state: z.enum(['requested', 'accepted']).nullable().catch(null),
  outlet: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .nullable()
    .catch(null),
  after: z
    .string()
    .transform((text) => placeIn(text))
    .nullable()
    .catch(null),
});
export type HelpQuestion = z.infer<typeof helpQuestion>;

/** The address of a page of the list. */
export const helpListPath = ({ state, outlet, after }: HelpQuestion): string => {
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(outlet && { outlet }),
    ...(after && { after: placeInWords(after) }),
  });
  return query.size === 0 ? '/console/help-requests' : `/console/help-requests?${query}`;
};

export type HelpList = {
  readonly asked: HelpQuestion;
  readonly requests: readonly ListedHelp[];
  /** Where the next page begins; null: this is the last. */
  readonly next: HelpPlace | null;
  /** Streets whose requests a district may ask for; empty: this role has one place. */
  readonly streets: readonly Outlet[];
  readonly queue: HelpQueue;
};

type Ground = Pick<Wiring, 'sql'>;

/** The hotline sees to what nobody took on; the others to what came to them. */
const listingOf = (staff: Staff, { state, outlet }: HelpQuestion) => {
  const reach = helpReachOf(staff, 'see-help-requests');
  const queue: HelpQueue = may(staff, 'reassign-help-request') ? 'declined' : 'open';
  return reach && { reach, queue, filter: { state: queue === 'declined' ? null : state, outletId: outlet } };
};

export const readHelpList = async ({ sql }: Ground, staff: Staff, asked: HelpQuestion): Promise<HelpList> => {
  const listing = listingOf(staff, asked);
  const nothing: HelpList = { asked, requests: [], next: null, streets: [], queue: 'open' };
  if (!listing) return nothing;
  const { reach, queue } = listing;
  const found = await listHelpRequests(sql, { ...listing, after: asked.after, most: pageSize + 1 });
  const requests = found.slice(0, pageSize);
  const streets = reach.of === 'district' ? await listOutlets(sql, { kind: 'street', district: reach.district }) : [];
  return { asked, requests, next: found.length > pageSize ? (requests.at(-1) ?? null) : null, streets, queue };
};

/** How many there are on all pages; counting stops at `most`. */
export const countHelpList = async (
  { sql }: Ground,
  staff: Staff,
  { asked, most }: { readonly asked: HelpQuestion; readonly most: number },
): Promise<number> => {
  const listing = listingOf(staff, asked);
  return listing ? countHelpRequests(sql, { ...listing, most }) : 0;
};

/** All of them, some at a time. */
export async function* wholeHelpList(
  { sql }: Ground,
  staff: Staff,
  asked: HelpQuestion,
): AsyncGenerator<readonly ListedHelp[]> {
  const listing = listingOf(staff, asked);
  let after: HelpPlace | null = null;
  while (listing) {
    const rows: readonly ListedHelp[] = await listHelpRequests(sql, { ...listing, after, most: readAtOnce });
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last;
  }
}
