// The pages of imports: upload, the latest ones, and how one goes.
import { randomUUID } from 'node:crypto';
import type { ImportRow } from '../database/import-runs.ts';
import { mostBytes, mostRows } from '../people/take-in-people.ts';
import { timeText } from '../portal/dates.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable, Problem } from './pieces.tsx';

/** The limits of a file, for the words that name them. */
export const fileLimits = { megabytes: mostBytes / 1024 / 1024, rows: mostRows } as const;

/** Often enough for somebody who waits. */
export const refreshSeconds = 2;

type ImportsProps = {
  readonly page: ConsolePage;
  readonly imports: readonly ImportRow[];
  readonly problem: string | null;
};

export const ImportsPage = ({ page, imports, problem }: ImportsProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('imports.title')} section="imports">
      <h1>{say('imports.title')}</h1>
      <p class="lead">{say('imports.lead')}</p>
      <Problem problem={problem} />
      <form method="post" action="/console/imports" encType="multipart/form-data">
        {/* Before the file: both are looked at before any of it is taken in. */}
        <Csrf page={page} />
        <input type="hidden" name="key" value={randomUUID()} />
        <div class="field">
          <label class="label" for="file">
            {say('imports.file')}
          </label>
          <p class="hint" id="file-hint">
            {say('imports.limits', fileLimits)}
          </p>
          <input id="file" name="file" type="file" required aria-describedby="file-hint" />
        </div>
        <button type="submit">{say('imports.act')}</button>
      </form>
      <h2>{say('imports.newest')}</h2>
      {imports.length === 0 ? <p>{say('imports.none')}</p> : <ImportsTable page={page} imports={imports} />}
      <p class="actions">
        <ExportLink page={page} href={exportPath('imports')} />
      </p>
    </Frame>
  );
};

const counted = ['read', 'added', 'changed', 'unchanged', 'rejected'] as const;

const byWhom = ({ say }: ConsolePage, { client }: ImportRow): string =>
  client === null ? say('imports.byCommand') : client.replace(/^staff:/, '');

const ImportsTable = ({ page, imports }: Omit<ImportsProps, 'problem'>) => {
  const { say, citizenSay } = page;
  return (
    <ListTable
      heads={(['began', 'kind', 'by', 'state', ...counted] as const).map((column) => say(`imports.${column}`))}
    >
      {imports.map((row) => (
        <tr key={row.importId}>
          <th scope="row">
            <a href={`/console/imports/${row.importId}`} data-row>
              {timeText(row.beganAt, citizenSay)}
            </a>
          </th>
          <td>{say(`imports.KIND.${row.kind}`)}</td>
          <td>{byWhom(page, row)}</td>
          <td>{say(`imports.${row.state}`)}</td>
          {counted.map((count) => (
            <td key={count}>{row[count]}</td>
          ))}
        </tr>
      ))}
    </ListTable>
  );
};

export const isOpenImport = ({ state }: ImportRow): boolean => state === 'waiting' || state === 'running';

export const ImportPage = ({ page, row }: { page: ConsolePage; row: ImportRow }) => {
  const { say, citizenSay } = page;
  return (
    <Frame page={page} title={say('imports.one')} section="imports">
      <h1>{say('imports.one')}</h1>
      <div class="narrow">
        <p class="lead" role="status">
          {say(`imports.${row.state}`)}
        </p>
        {isOpenImport(row) && (
          <>
            <progress aria-label={say('imports.one')} />
            <p class="hint">{say('imports.refreshing', { seconds: refreshSeconds })}</p>
          </>
        )}
        <dl class="facts">
          <dt>{say('imports.began')}</dt>
          <dd>{timeText(row.beganAt, citizenSay)}</dd>
          <dt>{say('imports.by')}</dt>
          <dd>{byWhom(page, row)}</dd>
          {counted.map((count) => (
            <>
              <dt>{say(`imports.${count}`)}</dt>
              <dd>{row[count]}</dd>
            </>
          ))}
        </dl>
        <p class="actions">
          {row.rejected > 0 && !isOpenImport(row) && (
            <a class="button" href={exportPath('rejections', { import: row.importId })}>
              {say('imports.report')}
            </a>
          )}
          <a href="/console/imports">{say('imports.back')}</a>
        </p>
      </div>
    </Frame>
  );
};

export const NoImportPage = ({ page }: { page: ConsolePage }) => (
  <Frame page={page} title={page.say('imports.unknown')} section="imports">
    <h1>{page.say('imports.unknown')}</h1>
    <p>
      <a href="/console/imports">{page.say('imports.back')}</a>
    </p>
  </Frame>
);
