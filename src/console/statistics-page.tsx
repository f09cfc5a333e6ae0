// 统计: the bureau's first page, figures as pictures with the table behind each.
import { districts } from '../base/districts.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { type Figures, type FiguresQuestion, periodDays } from '../statistics/find-figures.ts';
import { publishedFigures } from '../statistics/published-figures.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Select } from './form-fields.tsx';
import { Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { queuePath } from './queue-page.tsx';
import { districtName } from './search-routes.tsx';
import type { FigureTable, TableName } from './statistics-tables.ts';

export type DrawnTable = FigureTable & {
  /** The picture as `<svg>`; null: there is nothing to draw. */
  readonly svg: string | null;
};

type StatisticsProps = {
  readonly page: ConsolePage;
  readonly snapshot: Snapshot;
  readonly asked: FiguresQuestion;
  readonly figures: Figures;
  readonly tables: readonly DrawnTable[];
  /** Banks of today, to choose from; none: the role has no choice. */
  readonly banks: readonly string[];
  readonly outlets: { readonly bank: number; readonly district: number; readonly street: number };
};

/** What a page is narrowed to, as its address says it. */
export const filtersOf = ({ bank, district, days }: FiguresQuestion): Readonly<Record<string, string | null>> => ({
  ...{ bank, district: bank === null ? district : null, days: String(days) },
});

export const StatisticsPage = (props: StatisticsProps) => {
  const { page, asked, figures, tables, banks } = props;
  const { say, citizenSay } = page;
  return (
    <Frame page={page} title={say('statistics.title')} section="statistics">
      <h1>
        {say('statistics.title')} · {scopeInWords(props)}
      </h1>
      <p class="lead">
        {figures.asOf === null
          ? say('statistics.notYet')
          : say('statistics.asOf', { time: timeText(figures.asOf, citizenSay) })}
      </p>
      <p class="hint">{say('statistics.lead')}</p>
      {asked.bank !== null && asked.district !== null && banks.length > 0 && (
        <p role="status">{say('statistics.one')}</p>
      )}
      <Filter {...props} />
      <Totals page={page} figures={figures} />
      {tables.map((table) => (
        <TableFigure key={table.name} {...props} table={table} />
      ))}
      <Published {...props} />
    </Frame>
  );
};

const scopeInWords = ({ page, snapshot, figures: { scope } }: StatisticsProps): string => {
  if (scope.of === 'city') return page.say('statistics.scope.city');
  return scope.of === 'bank' ? bankInWords(snapshot, scope.code, page.language) : districtName(page, scope.code);
};

/** By GET: it only asks. */
const Filter = ({ page, snapshot, asked, banks }: StatisticsProps) => {
  const { say, language } = page;
  const all = say('queue.all');
  return (
    <form method="get" action="/console/statistics" class="actions filters">
      {banks.length > 0 && (
        <>
          <Select
            name="bank"
            label={say('statistics.bank')}
            {...{ all, value: asked.bank ?? '' }}
            options={banks.map((value) => ({ value, text: bankInWords(snapshot, value, language) }))}
          />
          <Select
            name="district"
            label={say('statistics.district')}
            {...{ all, value: asked.district ?? '' }}
            options={districts.map(({ code }) => ({ value: code, text: districtName(page, code) }))}
          />
        </>
      )}
      <Select
        name="days"
        label={say('statistics.days')}
        {...{ all: null, value: String(asked.days) }}
        options={periodDays.map((count) => ({ value: String(count), text: say('statistics.lastDays', { count }) }))}
      />
      <button class="quiet" type="submit">
        {say('queue.filter')}
      </button>
    </form>
  );
};

/** Sums of the period, and since the beginning. */
export const Totals = ({ page, figures }: { readonly page: ConsolePage; readonly figures: Figures }) => {
  const { say, language } = page;
  const { total, ever, lateNow } = figures;
  return (
    <dl class="counts">
      {(['applied', 'produced', 'enabled'] as const).map((measure) => (
        <div key={measure}>
          <dt>{say(`statistics.measure.${measure}`)}</dt>
          <dd>{numberText(total[measure], language)}</dd>
          <dd class="small">{say('statistics.ever', { count: numberText(ever[measure], language) })}</dd>
        </div>
      ))}
      <div class={lateNow > 0 ? 'late' : undefined}>
        <dt>{say('statistics.measure.lateNow')}</dt>
        <dd>{numberText(lateNow, language)}</dd>
      </div>
    </dl>
  );
};

const numberText = (value: number, language: ConsolePage['language']): string =>
  value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en');

const hints = {
  day: 'statistics.urgedHint',
  bank: 'statistics.complaints',
  'late-district': 'statistics.lateHint',
  'late-bank': 'statistics.lateHint',
  form: 'statistics.formHint',
} as const satisfies Partial<Record<TableName, string>>;

const isHinted = (name: TableName): name is keyof typeof hints => name in hints;

/** Complaints are counted for the whole city alone. */
const hintOf = (name: TableName, { scope }: Figures) =>
  isHinted(name) && (name !== 'bank' || scope.of === 'city') ? hints[name] : undefined;

const TableFigure = (props: StatisticsProps & { readonly table: DrawnTable }) => {
  const { page, asked, figures, table } = props;
  const { name, title, svg } = table;
  const { say, staff } = page;
  const isLate = name.startsWith('late-');
  const hint = hintOf(name, figures);
  return (
    <figure id={name}>
      <figcaption>
        <h2>{title}</h2>
        {hint && <p class="hint">{say(hint)}</p>}
      </figcaption>
      {svg === null ? (
        <p>{say(isLate ? 'statistics.noneLate' : 'statistics.none')}</p>
      ) : (
        // Drawn by us from numbers and escaped words alone; see picture.ts.
        <div class="picture" dangerouslySetInnerHTML={{ __html: svg }} />
      )}
      {table.rows.length > 0 && (
        <details>
          <summary>{say('statistics.table')}</summary>
          <Rows table={table} />
        </details>
      )}
      <p class="actions">
        {isLate && svg !== null && staff !== null && may(staff, 'see-queue') && (
          <a href={queuePath(queueOf(figures))}>{say('statistics.seeQueue')}</a>
        )}
        {table.rows.length > 0 && (
          <ExportLink page={page} href={exportPath('statistics', { table: name, ...filtersOf(asked) })} />
        )}
      </p>
    </figure>
  );
};

const queueOf = ({ scope }: Figures) => (scope.of === 'city' ? {} : { [scope.of]: scope.code });

const Rows = ({ table: { title, headings, rows } }: { readonly table: FigureTable }) => (
  <ListTable title={title} heads={headings}>
    {rows.map(([label, ...cells]) => (
      <tr key={label}>
        <th scope="row">{label}</th>
        {cells.map((cell, index) => (
          <td key={headings[index + 1]} class="amount">
            {cell ?? '–'}
          </td>
        ))}
      </tr>
    ))}
  </ListTable>
);

/** R-STATS-01 to R-STATS-04: what the city has said in public, with its day. */
const Published = ({ page, outlets }: StatisticsProps) => {
  const { say, citizenSay, language } = page;
  return (
    <section>
      <h2>{say('statistics.published')}</h2>
      <p class="hint">{say('statistics.publishedLead')}</p>
      <ListTable heads={(['What', 'Figure', 'On', 'Rule'] as const).map((each) => say(`statistics.published${each}`))}>
        {publishedFigures.map(({ what, count, about, asOf, rule }) => (
          <tr key={what}>
            <th scope="row">{say(`statistics.published.${what}`)}</th>
            <td class="amount">{say(`statistics.about.${about}`, { count: numberText(count, language) })}</td>
            <td>{dayText(asOf, citizenSay)}</td>
            <td>{rule}</td>
          </tr>
        ))}
      </ListTable>
      <p>{say('statistics.ownOutlets', outlets)}</p>
    </section>
  );
};
