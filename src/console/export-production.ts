// The lists about the banks' work as they are taken out: lots, differences of the books, and callbacks.
import type { TableRow } from '../base/table-file.ts';
import { callbackEvents, callbackStates } from '../callbacks/callback.ts';
import { listCallbacks } from '../callbacks/callbacks-store.ts';
import { bankInWords } from '../policy/explain.ts';
import { findLots } from '../production/find-lots.ts';
import { findDifferences } from '../production/look-at-books.ts';
import { progressOf, stages } from '../production/lot.ts';
import type { Difference } from '../production/reconciliation.ts';
import { countOpenByDay, type DifferencePlace } from '../production/reconciliation-overview-store.ts';
import { scopeOf } from '../staff/permissions.ts';
import { answerOf, mostCallbacks } from './callbacks-page.tsx';
import { type ExportSource, inPages, type ListAsked, said, timeCell } from './export-source.ts';
import { lotsAskedOf } from './lots-asked.ts';
import { lotsPath } from './lots-page.tsx';
import { booksPath, sideInWords } from './reconciliation-page.tsx';

/** undefined: somebody of a bank without one. */
export const lots = async ({ wiring, page, staff, query }: ListAsked): Promise<ExportSource | undefined> => {
  const asked = lotsAskedOf(wiring, staff, query);
  if (asked === undefined) return undefined;
  const { say, language } = page;
  const snapshot = wiring.policy.current();
  const found = await findLots(wiring, asked);
  return {
    ...{ list: 'lots', filters: said({ bank: asked.bank, day: asked.day.toString() }), name: say('export.list.lots') },
    headings: [
      ...[say('export.bankCode'), say('home.bank'), say('lots.day'), say('export.orders'), say('export.made')],
      ...stages.map((stage) => say(`lots.${stage}`)),
      say('lots.late'),
    ],
    ...{ rows: found.length, back: lotsPath(asked) },
    pages: () =>
      inPages(
        found.map((lot) => [
          ...[
            lot.bank,
            bankInWords(snapshot, lot.bank, language),
            lot.day.toString(),
            lot.orders,
            progressOf(lot).made,
          ],
          ...[...stages.map((stage) => lot.counts[stage]), lot.late],
        ]),
      ),
  };
};

const readAtOnce = 500;

/** The differences that are open: what a bank and the bureau work through. */
export const differences = async (given: ListAsked): Promise<ExportSource | undefined> => {
  const { wiring, page, staff, query } = given;
  const ofAll = scopeOf(staff, 'see-reconciliation') === 'all';
  if (!ofAll && staff.bank === null) return undefined;
  const { banks } = wiring.policy.current().rows;
  const bank = ofAll ? (banks.find(({ code }) => code === query.bank)?.code ?? null) : staff.bank;
  const { say } = page;
  const open = await countOpenByDay(wiring.sql, bank);
  return {
    ...{ list: 'differences', filters: said({ bank }), name: say('export.list.differences') },
    headings: [
      ...[say('reconciliation.number'), say('export.bankCode'), say('reconciliation.bank'), say('reconciliation.what')],
      ...(['ours', 'theirs', 'day', 'found'] as const).map((column) => say(`reconciliation.${column}`)),
    ],
    rows: open.reduce((sum, { count }) => sum + count, 0),
    back: booksPath({ bank: ofAll ? bank : null, until: null }),
    pages: async function* () {
      for (let after: DifferencePlace | null = null; ; ) {
        const found: readonly Difference[] = await findDifferences(wiring, {
          ...{ bank, isOpen: true, after, most: readAtOnce },
        });
        yield found.map((row) => differenceRow(row, given));
        const last = found.at(-1);
        if (found.length < readAtOnce || !last) return;
        after = { bank: last.bank, number: last.number };
      }
    },
  };
};

const differenceRow = (row: Difference, { wiring, page }: ListAsked): TableRow => [
  ...[row.number, row.bank, bankInWords(wiring.policy.current(), row.bank, page.language)],
  ...[page.say(`reconciliation.kind.${row.kind}`), sideInWords(page, row.ours), sideInWords(page, row.theirs)],
  ...[row.day.toString(), timeCell(row.foundAt)],
];

/** As many as its page shows. */
export const callbacks = async ({ wiring, page, staff, query }: ListAsked): Promise<ExportSource | undefined> => {
  const ofAll = scopeOf(staff, 'see-callbacks') === 'all';
  if (!ofAll && staff.bank === null) return undefined;
  const bank = ofAll ? null : staff.bank;
  const state = callbackStates.find((each) => each === query.state) ?? null;
  const event = callbackEvents.find((each) => each === query.event) ?? null;
  const found = await listCallbacks(wiring.sql, { bank, state, event, most: mostCallbacks });
  const { say, language } = page;
  const snapshot = wiring.policy.current();
  const back = new URLSearchParams(said({ state, event }));
  return {
    ...{ list: 'callbacks', filters: said({ bank, state, event }), name: say('export.list.callbacks') },
    headings: [
      ...[say('callbacks.at'), say('export.bankCode'), say('callbacks.bank'), say('callbacks.event')],
      ...[say('export.id'), say('callbacks.state'), say('callbacks.attempts'), say('callbacks.answer')],
    ],
    ...{ rows: found.length, back: `/console/callbacks?${back}` },
    pages: () =>
      inPages(
        found.map((each) => [
          ...[timeCell(each.at), each.bank, bankInWords(snapshot, each.bank, language)],
          ...[say(`callbacks.event.${each.event}`), each.subject, say(`callbacks.state.${each.state}`), each.attempts],
          answerOf(page, each),
        ]),
      ),
  };
};
