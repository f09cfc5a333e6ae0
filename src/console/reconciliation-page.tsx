// 对账: which bank has sent the books of which day, and the differences as tasks with both sides and what to do.

import { holdsOn } from '../policy/dated-rows.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, timeText } from '../portal/dates.ts';
import type { BookOfDay, BooksWeek } from '../production/look-at-books.ts';
import type { Difference, Entry } from '../production/reconciliation.ts';
import { may } from '../staff/permissions.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Note, Select } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable, Problem } from './pieces.tsx';

/** What the address asks for. */
export type BooksAsked = {
  /** null: of all banks. */
  readonly bank: string | null;
  readonly until: Temporal.PlainDate | null;
};

type BooksProps = {
  readonly page: ConsolePage;
  readonly snapshot: Snapshot;
  readonly asked: BooksAsked;
  /** Of whose books the role may know. */
  readonly banks: readonly string[];
  readonly week: BooksWeek;
  readonly open: readonly Difference[];
  /** The address of the next page; null: this is the last. */
  readonly next: string | null;
  readonly closed: readonly Difference[];
  readonly problem: string | null;
};

export const booksPath = ({ bank, until }: BooksAsked, after = ''): string => {
  const query = new URLSearchParams({
    ...(bank !== null && { bank }),
    ...(until !== null && { until: until.toString() }),
    ...(after !== '' && { after }),
  });
  return query.size === 0 ? '/console/reconciliation' : `/console/reconciliation?${query}`;
};

export const ReconciliationPage = (props: BooksProps) => {
  const { page, asked, open, closed, next, problem, banks } = props;
  const { say } = page;
  return (
    <Frame page={page} title={say('reconciliation.title')} section="reconciliation">
      <h1>{say('reconciliation.title')}</h1>
      <p class="lead">{say('reconciliation.lead')}</p>
      <Problem problem={problem} />
      {banks.length > 1 && <Filter {...props} />}
      <Week {...props} />
      <h2 id="tasks">{say('reconciliation.tasks')}</h2>
      {open.length === 0 ? <p>{say('reconciliation.none')}</p> : <Differences {...props} rows={open} />}
      {open.length > 0 && (
        <p class="actions">
          <ExportLink page={page} href={exportPath('differences', { bank: asked.bank })} />
        </p>
      )}
      {next !== null && (
        <p class="actions">
          <a class="button" rel="next" href={next}>
            {say('queue.next')}
          </a>
        </p>
      )}
      {closed.length > 0 && <h2>{say('reconciliation.closedLast')}</h2>}
      {closed.length > 0 && <Differences {...props} rows={closed} />}
    </Frame>
  );
};

/** By GET: it only asks. */
const Filter = ({ page, snapshot, asked, banks }: BooksProps) => (
  <form method="get" action="/console/reconciliation" class="actions filters">
    <Select
      name="bank"
      label={page.say('reconciliation.bank')}
      {...{ all: page.say('queue.all'), value: asked.bank ?? '' }}
      options={banks.map((code) => ({ value: code, text: bankInWords(snapshot, code, page.language) }))}
    />
    <button class="quiet" type="submit">
      {page.say('queue.filter')}
    </button>
  </form>
);

const Week = ({ page, snapshot, asked, week: { days, books } }: BooksProps) => {
  const { say, citizenSay, language } = page;
  const [last] = days.slice(-1);
  const rows = Map.groupBy(books, ({ bank }) => bank);
  return (
    <>
      <ListTable heads={[say('reconciliation.bank'), ...days.map((day) => dayText(day, citizenSay))]}>
        {[...rows].map(([bank, ofBank]) => (
          <tr key={bank}>
            <th scope="row">{bankInWords(snapshot, bank, language)}</th>
            {ofBank.map((book) => (
              <BookCell key={book.day.toString()} page={page} book={book} isBank={cooperates(snapshot, book)} />
            ))}
          </tr>
        ))}
      </ListTable>
      <p class="actions">
        {last && (
          <a href={booksPath({ ...asked, until: last.subtract({ days: 7 }) })}>{say('reconciliation.earlier')}</a>
        )}
        {asked.until && last && (
          <a href={booksPath({ ...asked, until: last.add({ days: 7 }) })}>{say('reconciliation.later')}</a>
        )}
      </p>
    </>
  );
};

/** Before a bank's first day and after its last one nothing is waited for (R-BANK-02). */
const cooperates = ({ rows }: Snapshot, { bank, day }: BookOfDay): boolean =>
  rows.banks.some((row) => row.code === bank && holdsOn(row, day.toString()));

type BookCellProps = { readonly page: ConsolePage; readonly book: BookOfDay; readonly isBank: boolean };

const BookCell = ({ page: { say }, book, isBank }: BookCellProps) => (
  <td>
    {isBank || book.compared ? <BookState say={say} book={book} /> : say('reconciliation.noBank')}
    {book.open > 0 && (
      <>
        {' '}
        <a class="late" href={`${booksPath({ bank: book.bank, until: null })}#tasks`}>
          {say('reconciliation.open', { count: book.open })}
        </a>
      </>
    )}
  </td>
);

const BookState = ({ say, book }: { readonly say: ConsolePage['say']; readonly book: BookOfDay }) => {
  const { compared, isRunning } = book;
  if (!compared)
    return (
      <span class={isRunning ? undefined : 'late'}>{say(`reconciliation.${isRunning ? 'running' : 'missing'}`)}</span>
    );
  const { agreed, named } = compared;
  return <span>{named === 0 ? say('reconciliation.nothing') : say('reconciliation.agreed', { agreed, named })}</span>;
};

const columns = ['number', 'bank', 'what', 'ours', 'theirs', 'day', 'found'] as const;

type DifferencesProps = BooksProps & { readonly rows: readonly Difference[] };

const Differences = (props: DifferencesProps) => (
  <ListTable heads={columns.map((column) => props.page.say(`reconciliation.${column}`))}>
    {props.rows.map((row) => (
      <DifferenceRow key={`${row.bank} ${row.number}`} {...props} row={row} />
    ))}
  </ListTable>
);

const DifferenceRow = (props: DifferencesProps & { readonly row: Difference }) => {
  const { page, snapshot, row } = props;
  const { say, citizenSay, language, staff } = page;
  const { bank, number, kind, day, foundAt, ours, theirs, closedAt } = row;
  const whose = staff?.role === 'bank-office' ? 'office' : 'bureau';
  return (
    <tr>
      <th scope="row">{ours === null ? number : <a href={`/console/applications/${number}`}>{number}</a>}</th>
      <td>{bankInWords(snapshot, bank, language)}</td>
      <td>
        <strong>{say(`reconciliation.kind.${kind}`)}</strong>
        {closedAt === null && <p>{say(`reconciliation.${whose}.${kind}`)}</p>}
        {closedAt === null ? <Closing {...props} /> : <Closed page={page} row={row} />}
      </td>
      <td>{sideInWords(page, ours)}</td>
      <td>{sideInWords(page, theirs)}</td>
      <td>{dayText(day, citizenSay)}</td>
      <td>{timeText(foundAt, citizenSay)}</td>
    </tr>
  );
};

/** The end of a card number is enough to see whether both are the same. */
export const sideInWords = ({ say, citizenSay }: ConsolePage, side: Entry | null): string => {
  if (side === null) return say('reconciliation.absent');
  const state = citizenSay(`application.${side.state}`);
  return side.cardNumber === null
    ? state
    : `${state} · ${say('reconciliation.card', { end: side.cardNumber.slice(-3) })}`;
};

const Closing = ({ page, row, asked }: DifferencesProps & { readonly row: Difference }) => {
  const { say, staff } = page;
  if (staff === null || !may(staff, 'close-difference')) return null;
  const { bank, number } = row;
  return (
    <details>
      <summary>{say('reconciliation.close')}</summary>
      <form method="post" action={booksPath(asked)} noValidate>
        <Csrf page={page} />
        <input type="hidden" name="of" value={bank} />
        <input type="hidden" name="number" value={number} />
        <Note page={page} id={`why-${bank}-${number}`} required label={say('reconciliation.why')} />
        <button class="quiet" type="submit">
          {say('reconciliation.closeAct')}
        </button>
      </form>
    </details>
  );
};

const Closed = ({ page, row }: { readonly page: ConsolePage; readonly row: Difference }) => {
  const { say, citizenSay } = page;
  const { closedAt, closedBy, reason } = row;
  const why =
    closedBy === null
      ? say('reconciliation.byFile')
      : say('reconciliation.byStaff', { account: closedBy, reason: reason ?? '' });
  return (
    <p>
      {say('reconciliation.closed')} {closedAt && timeText(closedAt, citizenSay)} · {why}
    </p>
  );
};
