// The lists of the console as they are taken out: the same rows and the same rights as their pages, in the words of the reader.
import { z } from 'zod';
import { isLate } from '../applications/find-progress.ts';
import { dateIn } from '../base/dates.ts';
import { isOneOf } from '../base/one-of.ts';
import { problemWords } from '../base/row-problems.ts';
import type { TableRow } from '../base/table-file.ts';
import { countRejections, findImport, type ImportRow, listImports, listRejections } from '../database/import-runs.ts';
import { bankInWords } from '../policy/explain.ts';
import { countAudit } from '../staff/audit-search-store.ts';
import { findExports, type RecordedExport } from '../staff/export-list.ts';
import { countWhole, wholeQueue, withinScope } from '../staff/find-queue.ts';
import { type ExportedList, mostExported } from '../staff/list-export.ts';
import { countListExports, type ExportPlace } from '../staff/list-exports-store.ts';
import { queueLists, queueQuestion } from '../staff/queue.ts';
import type { QueuedApplication } from '../staff/queue-store.ts';
import { type AuditPage, askedOn, auditQuestion, filterOf, searchAudit } from '../staff/search-audit.ts';
import { figuresQuestion, findFigures } from '../statistics/find-figures.ts';
import { auditPath, auditWords, byText, placeText, whatText } from './audit-page.tsx';
import { callbacks, differences, lots } from './export-production.ts';
import { type ExportSource, inPages, type ListAsked, type ListReader, said, timeCell } from './export-source.ts';
import { countHelpList, helpListPath, helpQuestion, wholeHelpList } from './help-list.ts';
import type { ConsolePage } from './page.ts';
import { kindOf, listedRows } from './policy-rows.ts';
import { listTitle, queuePath } from './queue-page.tsx';
import { districtName } from './search-routes.tsx';
import { tableNames, tablesOf } from './statistics-tables.ts';

const queue = async (given: ListAsked): Promise<ExportSource | undefined> => {
  const { wiring, page, staff, query } = given;
  const asked = withinScope(staff, queueQuestion.parse(query));
  if (asked === undefined) return undefined;
  const { say } = page;
  const { list, bank, district } = asked;
  return {
    ...{ list: 'queue', filters: said({ list, bank, district }), name: say('export.list.queue') },
    headings: [
      ...[say('home.number'), say('export.bankCode'), say('home.bank'), say('export.districtCode')],
      ...[say('person.district'), say('home.state'), say('export.submitted'), say('home.due'), say('export.daysLate')],
    ],
    rows: await countWhole(wiring, asked),
    back: queuePath({ list, bank: staff.bank === null ? bank : null, district }),
    pages: async function* () {
      for await (const rows of wholeQueue(wiring, asked)) yield rows.map((row) => queueRow(row, given));
    },
  };
};

const queueRow = (row: QueuedApplication, { wiring, page }: ListAsked): TableRow => {
  const today = dateIn(wiring.businessClock());
  return [
    ...[row.number, row.bank, bankInWords(wiring.policy.current(), row.bank, page.language), row.district],
    ...[districtName(page, row.district), page.citizenSay(`application.${row.state}`)],
    ...[dateIn(row.submittedAt).toString(), row.dueOn?.toString() ?? null],
    row.dueOn !== null && isLate(row, today) ? row.dueOn.until(today).days : null,
  ];
};

const helpRequests = async ({ wiring, page, staff, query }: ListAsked): Promise<ExportSource> => {
  const asked = { ...helpQuestion.parse(query), after: null };
  const { say, citizenSay, language } = page;
  return {
    ...{ list: 'help-requests', filters: said({ state: asked.state, outlet: asked.outlet }) },
    name: say('export.list.help-requests'),
    headings: [
      say('visits.day'),
      '',
      say('visits.kind'),
      say('visits.place'),
      say('visits.state'),
      say('visits.asked'),
    ],
    rows: await countHelpList(wiring, staff, { asked, most: mostExported + 1 }),
    back: helpListPath(asked),
    pages: async function* () {
      const snapshot = wiring.policy.current();
      for await (const rows of wholeHelpList(wiring, staff, asked))
        yield rows.map((row) => [
          ...[row.wishedOn.toString(), citizenSay(`ask.part.${row.wishedPart}`), citizenSay(`ask.kind.${row.kind}`)],
          row.bank === null ? row.outletName : bankInWords(snapshot, row.bank, language),
          ...[say(`visits.state.${row.state}`), timeCell(row.requestedAt)],
        ]);
    },
  };
};

const counted = ['read', 'added', 'changed', 'unchanged', 'rejected'] as const;
/** As many as its page shows. */
const mostImports = 50;

const imports = async ({ wiring, page: { say } }: ListAsked): Promise<ExportSource> => {
  const rows = await listImports(wiring.sql, mostImports);
  const lineOf = (row: ImportRow): TableRow => [
    ...[row.importId, timeCell(row.beganAt), say(`imports.KIND.${row.kind}`)],
    ...[row.client?.replace(/^staff:/, '') ?? say('imports.byCommand'), say(`imports.${row.state}`)],
    ...counted.map((count) => row[count]),
  ];
  return {
    ...{ list: 'imports', filters: {}, name: say('export.list.imports'), rows: rows.length, back: '/console/imports' },
    headings: [
      say('export.id'),
      ...(['began', 'kind', 'by', 'state', ...counted] as const).map((name) => say(`imports.${name}`)),
    ],
    pages: () => inPages(rows.map(lineOf)),
  };
};

const rejections = async ({ wiring, page, query }: ListAsked): Promise<ExportSource | undefined> => {
  const { say, language } = page;
  const given = z.uuid().safeParse(query.import);
  const row = given.success ? await findImport(wiring.sql, given.data) : undefined;
  if (!row) return undefined;
  const { importId } = row;
  return {
    ...{ list: 'rejections', filters: { import: importId }, name: say('export.list.rejections') },
    headings: [say('export.line'), say('export.field'), say('export.reason')],
    rows: await countRejections(wiring.sql, importId, mostExported + 1),
    back: `/console/imports/${importId}`,
    pages: async function* () {
      for await (const found of listRejections(wiring.sql, importId))
        yield found.map(({ line, field, code }) => [line, field, problemWords(code)[language]]);
    },
  };
};

const policy = async ({ wiring, page, query }: ListAsked): Promise<ExportSource> => {
  const { say } = page;
  const kind = kindOf(query.kind);
  const snapshot = wiring.policy.current();
  const rows = listedRows(kind, page, snapshot);
  return {
    ...{ list: 'policy', filters: { kind, snapshot: String(snapshot.number) }, name: say('export.list.policy') },
    headings: [
      ...(['id', 'what', 'from', 'until', 'rule'] as const).map((column) => say(`policy.${column}`)),
      say('export.assumed'),
    ],
    ...{ rows: rows.length, back: `/console/policy?kind=${kind}` },
    pages: () =>
      inPages(
        rows.map(({ id, what, from, until, source, rules, assumed }) => [
          ...[id, what, from, until, [source, ...rules].filter(Boolean).join(' · ')],
          assumed ? say('export.assumed') : null,
        ]),
      ),
  };
};

const statistics = async ({ wiring, page, staff, query }: ListAsked): Promise<ExportSource | undefined> => {
  const asked = figuresQuestion.parse(query);
  const figures = await findFigures(wiring, staff, asked);
  const tables = figures ? tablesOf({ page, snapshot: wiring.policy.current(), figures }) : [];
  const table = tables.find(({ name }) => name === query.table);
  if (!figures || !table) return undefined;
  const { scope } = figures;
  const narrowed = {
    table: table.name,
    days: String(asked.days),
    ...(scope.of !== 'city' && { [scope.of]: scope.code }),
  };
  return {
    ...{ list: 'statistics', filters: narrowed, name: table.title, headings: table.headings },
    rows: table.rows.length,
    back: `/console/statistics?${new URLSearchParams({ ...narrowed })}#${table.name}`,
    pages: () => inPages(table.rows),
  };
};

const readAtOnce = 500;

const exports = async ({ wiring, page, page: { say } }: ListAsked): Promise<ExportSource> => ({
  ...{ list: 'exports', filters: {}, name: say('export.list.exports'), back: '/console/exports' },
  headings: [
    ...(['at', 'account', 'role', 'place', 'what'] as const).map((column) => say(`exports.${column}`)),
    say('export.filters'),
    ...(['format', 'rows', 'whole', 'why', 'genuine'] as const).map((column) => say(`exports.${column}`)),
  ],
  rows: await countListExports(wiring.sql, mostExported + 1),
  pages: async function* () {
    for (let after: ExportPlace | null = null; ; ) {
      const found: readonly RecordedExport[] = await findExports(wiring, { after, most: readAtOnce });
      yield found.map((each) => [
        ...[timeCell(each.at), each.account, say(`role.${each.role}`), each.bank ?? each.outlet],
        ...[say(`export.list.${each.list}`), filtersText(page, each.filters), each.format, each.rows],
        ...[say(each.isWhole ? 'exports.whole' : 'exports.partly'), each.note],
        each.isGenuine ? null : say('exports.changed'),
      ]);
      const last = found.at(-1);
      if (found.length < readAtOnce || !last) return;
      after = last;
    }
  },
});

/** The rows of the search; whoever is among them can see that they were taken out. */
const audit = async ({ wiring, page, staff, query }: ListAsked): Promise<ExportSource> => {
  const { say } = page;
  const asked = askedOn(auditQuestion.parse({ ...query, after: null }), dateIn(wiring.businessClock()));
  return {
    ...{ list: 'audit', filters: said(auditWords(asked)), name: say('export.list.audit') },
    headings: (['at', 'what', 'by', 'place', 'personId'] as const).map((column) => say(`audit.${column}`)),
    rows: await countAudit(wiring.sql, filterOf(asked), mostExported + 1),
    back: auditPath(asked, null),
    pages: async function* () {
      for (let after: AuditPage['next'] = null; ; ) {
        const found: AuditPage = await searchAudit(wiring, staff, { question: { ...asked, after }, most: readAtOnce });
        const { rows, next } = found;
        yield rows.map((row) => [
          ...[timeCell(row.at), whatText(page, asked, row), byText(page, row)],
          ...[placeText(page, wiring.policy.current(), row), row.personId],
        ]);
        if (next === null) return;
        after = next;
      }
    },
  };
};

const filterNames = [
  ...(['list', 'table', 'days', 'kind', 'state', 'bank', 'district', 'outlet', 'import', 'snapshot'] as const),
  ...(['person', 'account', 'action', 'from', 'to', 'day', 'event'] as const),
] as const;

/** What a list was narrowed to: in words where its page has words of its own, else by the code. */
export const filtersText = (page: ConsolePage, filters: Readonly<Record<string, string>>): string =>
  filterNames
    .flatMap((name) => {
      const value = filters[name];
      return value === undefined ? [] : [`${page.say(`export.filter.${name}`)} ${filterText(page, { name, value })}`];
    })
    .join(' · ');

type Filter = { readonly name: (typeof filterNames)[number]; readonly value: string };

const filterText = (page: ConsolePage, { name, value }: Filter): string => {
  if (name === 'list' && isOneOf(queueLists, value)) return listTitle(page, value);
  if (name === 'table' && isOneOf(tableNames, value)) return page.say(`statistics.of.${value}`);
  return name === 'district' ? districtName(page, value) : value;
};

export const listReaders: Readonly<Record<ExportedList, ListReader>> = {
  queue: { action: 'see-queue', read: queue },
  'help-requests': { action: 'see-help-requests', read: helpRequests },
  imports: { action: 'import-people', read: imports },
  rejections: { action: 'import-people', read: rejections },
  policy: { action: 'see-policy', read: policy },
  statistics: { action: 'see-statistics', read: statistics },
  exports: { action: 'see-exports', read: exports },
  audit: { action: 'search-audit', read: audit },
  lots: { action: 'see-lots', read: lots },
  differences: { action: 'see-reconciliation', read: differences },
  callbacks: { action: 'see-callbacks', read: callbacks },
};
