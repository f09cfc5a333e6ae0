// Every report a bank can make about an order: its name, its body, its place in the life of a card, and the use case that takes it.
import { z } from 'zod';
import type { Ground } from '../applications/use-case.ts';
import { ok, type Result, refused } from '../base/result.ts';
import { handedOverBody, reportHandedOver } from '../delivery/report-handed-over.ts';
import { mailedBody, reportMailed } from '../delivery/report-mailed.ts';
import { atOutletBody, reportReadyAtOutlet } from '../delivery/report-ready-at-outlet.ts';
import { reportReturned, returnedBody } from '../delivery/report-returned.ts';
import { type BodyMalformed, fieldProblems } from './body-problems.ts';
import type { BankReport, Reported, ReportRefused } from './report.ts';
import { reportAccountOpened } from './report-account-opened.ts';
import { accountRefusedBody, reportAccountRefused } from './report-account-refused.ts';
import { producedBody, reportProduced } from './report-produced.ts';

/** In the order of a card's life. */
export const reportNames = [
  'account-opened',
  'account-refused',
  'produced',
  'mailed',
  'ready-at-outlet',
  'handed-over',
  'returned',
] as const;
export type ReportName = (typeof reportNames)[number];

/** Who reports under which key about which number. */
export type Reporter = Omit<BankReport<unknown>, 'body'>;
type TakeReport = (ground: Ground, by: Reporter) => Promise<Result<Reported, ReportRefused>>;

export type ReportRoute = {
  readonly body: z.ZodType;
  /** Reads a body as it came; gives the report, ready to be taken, or what is wrong. Throws nothing. */
  readonly read: (body: unknown) => Result<TakeReport, BodyMalformed>;
};

const route = <Schema extends z.ZodType>(
  body: Schema,
  run: (ground: Ground, given: BankReport<z.output<Schema>>) => Promise<Result<Reported, ReportRefused>>,
): ReportRoute => ({
  body,
  read: (given) => {
    const parsed = body.safeParse(given);
    if (parsed.success) return ok((ground, by) => run(ground, { ...by, body: parsed.data }));
    return refused('MALFORMED', { fields: fieldProblems(parsed.error) });
  },
});

/** Without fields; a caller may leave it out. */
const emptyBody = z
  .object({})
  .nullish()
  .transform(() => ({}));

const handedOverOnWire = handedOverBody.extend({
  /** R-DELIV-05: no card without a look at the valid ID. */
  documentChecked: z.literal(true).describe('已核验有效身份证件 · the valid ID was checked'),
});

/** One line a report; the interface for one order and the one for whole files take the same. */
export const bankReports: Readonly<Record<ReportName, ReportRoute>> = {
  'account-opened': route(emptyBody, reportAccountOpened),
  'account-refused': route(accountRefusedBody, reportAccountRefused),
  produced: route(producedBody, reportProduced),
  mailed: route(mailedBody, reportMailed),
  'ready-at-outlet': route(atOutletBody, reportReadyAtOutlet),
  'handed-over': route(handedOverOnWire, (ground, { body: { documentChecked: _checked, ...body }, ...given }) =>
    reportHandedOver(ground, { ...given, body }),
  ),
  returned: route(returnedBody, reportReturned),
};
