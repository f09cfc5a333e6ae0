// The pages of exports: what is taken out and why, and who took what out.
import { tableFormats } from '../base/table-file.ts';
import { timeText } from '../portal/dates.ts';
import type { RecordedExport } from '../staff/export-list.ts';
import { mostExported } from '../staff/list-export.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { filtersText } from './export-lists.ts';
import type { ExportSource } from './export-source.ts';
import { Choices, Note } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, ListTable, Problem, type Said } from './pieces.tsx';

export const ExportPage = ({ page, source, problem }: Said & { readonly source: ExportSource }) => {
  const { say } = page;
  const isTooMany = source.rows > mostExported;
  return (
    <Frame page={page} title={say('export.title')} section={null}>
      <div class="narrow">
        <h1>{say('export.title')}</h1>
        <Problem problem={isTooMany ? tooMany(page, source) : problem} />
        <p class="lead">{say('export.lead')}</p>
        <dl class="facts">
          <Fact label={say('export.what')}>{source.name}</Fact>
          <Fact label={say('export.filters')}>{filtersText(page, source.filters) || say('export.all')}</Fact>
          {!isTooMany && <Fact label={say('export.rows')}>{source.rows}</Fact>}
        </dl>
        {isTooMany ? (
          <p>
            <a class="button" href={source.back}>
              {say('export.back')}
            </a>
          </p>
        ) : (
          <TakeForm page={page} source={source} />
        )}
      </div>
    </Frame>
  );
};

const tooMany = ({ say }: ConsolePage, { list }: ExportSource): string =>
  say(list === 'queue' ? 'export.tooMany' : 'export.tooManyOnly', { most: mostExported });

const TakeForm = ({ page, source }: { readonly page: ConsolePage; readonly source: ExportSource }) => {
  const { say } = page;
  return (
    <form method="post" action={exportPath(source.list, source.filters)} noValidate>
      <Csrf page={page} />
      <Choices
        {...{ type: 'radio', name: 'format', legend: say('export.format') }}
        options={tableFormats.map((value, index) => ({
          ...{ value, text: say(`export.format.${value}`), checked: index === 0 },
        }))}
      />
      <Note page={page} id="export-note" required label={say('export.why')} />
      <p class="hint">{say('export.masked')}</p>
      <p class="actions">
        <button type="submit">{say('export.download')}</button>
        <a href={source.back}>{say('export.back')}</a>
      </p>
    </form>
  );
};

export const NoListPage = ({ page }: { readonly page: ConsolePage }) => (
  <Frame page={page} title={page.say('export.title')} section={null}>
    <h1>{page.say('export.title')}</h1>
    <p class="lead">{page.say('export.unknown')}</p>
  </Frame>
);

type ExportsProps = {
  readonly page: ConsolePage;
  readonly taken: readonly RecordedExport[];
  readonly next: string | null;
  readonly isFirst: boolean;
};

const columns = ['at', 'account', 'role', 'place', 'what', 'format', 'rows', 'why'] as const;

export const ExportsPage = ({ page, taken, next, isFirst }: ExportsProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('exports.title')} section="exports">
      <h1>{say('exports.title')}</h1>
      <p class="lead">{say('exports.lead')}</p>
      {taken.length === 0 ? (
        <p>{say('exports.none')}</p>
      ) : (
        <ListTable heads={columns.map((column) => say(`exports.${column}`))}>
          {taken.map((each) => (
            <TakenRow key={each.exportId} page={page} taken={each} />
          ))}
        </ListTable>
      )}
      <p class="actions">
        {!isFirst && <a href="/console/exports">{say('exports.first')}</a>}
        {next !== null && (
          <a class="button" rel="next" href={next}>
            {say('exports.older')}
          </a>
        )}
        <ExportLink page={page} href={exportPath('exports')} />
      </p>
    </Frame>
  );
};

const TakenRow = ({ page, taken }: { readonly page: ConsolePage; readonly taken: RecordedExport }) => {
  const { say, citizenSay } = page;
  return (
    <tr>
      <th scope="row">{timeText(taken.at, citizenSay)}</th>
      <td>{taken.account}</td>
      <td>{say(`role.${taken.role}`)}</td>
      <td>{taken.bank ?? taken.outlet ?? ''}</td>
      <td>
        {say(`export.list.${taken.list}`)} <span class="hint">{filtersText(page, taken.filters)}</span>
      </td>
      <td>{taken.format}</td>
      <td>
        {taken.rows ?? 0}
        {!taken.isWhole && <span class="late"> {say('exports.partly')}</span>}
      </td>
      <td>
        {taken.note}
        {!taken.isGenuine && <span class="late"> {say('exports.changed')}</span>}
      </td>
    </tr>
  );
};
