// The lots of the banks: how far the orders of a day are, what is late, and what a bank has said nothing of.
import { randomUUID } from 'node:crypto';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText } from '../portal/dates.ts';
import type { LotsAsked } from '../production/find-lots.ts';
import { type Lot, progressOf, stages } from '../production/lot.ts';
import { may } from '../staff/permissions.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';

export type LotsProps = {
  readonly page: ConsolePage;
  readonly snapshot: Snapshot;
  readonly asked: LotsAsked;
  readonly lots: readonly Lot[];
  readonly today: Temporal.PlainDate;
  /** Whether other banks may be asked for. */
  readonly ofAllBanks: boolean;
  /** How many orders were just offered again; null: none were asked for. */
  readonly offered: number | null;
};

export const lotsPath = ({ bank, day }: LotsAsked, of = '/console/lots'): string =>
  `${of}?${new URLSearchParams({ day: day.toString(), ...(bank !== null && { bank }) })}`;

export const LotsPage = (props: LotsProps) => {
  const { page, asked, offered } = props;
  const { say } = page;
  return (
    <Frame page={page} title={say('lots.title')} section="lots">
      <h1>{say('lots.title')}</h1>
      <p class="lead">{say(asked.bank === null ? 'lots.leadDay' : 'lots.leadBank')}</p>
      {offered !== null && (
        <p role="status">
          <strong>{say('lots.offered', { count: offered })}</strong>
        </p>
      )}
      <Filters {...props} />
      {/* With the script the table follows what happens; without it, the page is loaded again. */}
      <div data-live={lotsPath(asked, '/console/lots/changes')}>
        <LotsTable {...props} />
      </div>
      <p class="actions">
        <ExportLink page={page} href={exportPath('lots', { bank: asked.bank, day: asked.day.toString() })} />
      </p>
      <p class="hint">{say('lots.waiting')}</p>
    </Frame>
  );
};

const Filters = ({ page, asked, snapshot, today, ofAllBanks }: LotsProps) => {
  const { say, language } = page;
  const { bank, day } = asked;
  const banks = [...new Set(snapshot.rows.banks.map(({ code }) => code))];
  return (
    <>
      <form method="get" action="/console/lots" class="actions filters">
        <span>
          <label for="lots-day">{say('lots.day')}</label>{' '}
          <input id="lots-day" type="date" name="day" value={day.toString()} max={today.toString()} />
        </span>
        {ofAllBanks && (
          <span>
            <label for="lots-bank">{say('home.bank')}</label>{' '}
            <select id="lots-bank" name="bank">
              <option value="">{say('queue.all')}</option>
              {banks.map((code) => (
                <option key={code} value={code} selected={code === bank}>
                  {bankInWords(snapshot, code, language)}
                </option>
              ))}
            </select>
          </span>
        )}
        <button class="quiet" type="submit">
          {say('queue.filter')}
        </button>
      </form>
      <p class="actions">
        <a href={lotsPath({ bank, day: day.subtract({ days: bank === null ? 1 : 7 }) })}>{say('lots.earlier')}</a>
        {Temporal.PlainDate.compare(day, today) < 0 && <a href={lotsPath({ bank, day: today })}>{say('lots.today')}</a>}
      </p>
    </>
  );
};

/** What of it changes while one looks at it. */
export const LotsTable = (props: LotsProps) => {
  const { page, lots } = props;
  const { say } = page;
  if (lots.length === 0) return <p>{say('lots.none')}</p>;
  return (
    <ListTable
      class="lots"
      heads={[say('lots.lot'), say('lots.progress'), ...stages.map((stage) => say(`lots.${stage}`)), say('lots.late')]}
    >
      {lots.map((lot) => (
        <Row key={`${lot.day} ${lot.bank}`} {...props} lot={lot} />
      ))}
    </ListTable>
  );
};

const Row = ({ page, snapshot, lot }: LotsProps & { readonly lot: Lot }) => {
  const { say, citizenSay, language } = page;
  const { made, of } = progressOf(lot);
  const name = `${bankInWords(snapshot, lot.bank, language)} · ${dayText(lot.day, citizenSay)}`;
  return (
    <tr>
      <th scope="row">
        <a href={lotsPath({ bank: lot.bank, day: lot.day })} data-row>
          {name}
        </a>
        <br />
        <span class="hint">{say('lots.orders', { count: lot.orders })}</span>
        {lot.counts.acknowledged > 0 && <OfferAgain page={page} lot={lot} name={name} />}
      </th>
      <td>
        <progress value={made} max={Math.max(of, 1)} aria-label={say('lots.made', { made, of })} />
        <br />
        {say('lots.made', { made, of })}
      </td>
      {stages.map((stage) => (
        <td key={stage} class="number">
          {lot.counts[stage]}
        </td>
      ))}
      <td class={lot.late > 0 ? 'number late' : 'number'}>{lot.late}</td>
    </tr>
  );
};

const OfferAgain = ({ page, lot, name }: Pick<LotsProps, 'page'> & { readonly lot: Lot; readonly name: string }) => {
  if (page.staff === null || !may(page.staff, 'offer-again')) return null;
  return (
    <form method="post" action="/console/lots/offer-again">
      <Csrf page={page} />
      {/* Sent twice it is one offer. */}
      <input type="hidden" name="key" value={randomUUID()} />
      <input type="hidden" name="bank" value={lot.bank} />
      <input type="hidden" name="day" value={lot.day.toString()} />
      <button class="quiet" type="submit" aria-label={`${page.say('lots.offerAgain')}：${name}`}>
        {page.say('lots.offerAgain')}
      </button>
    </form>
  );
};
