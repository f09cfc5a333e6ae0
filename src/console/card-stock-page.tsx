// Blank cards of an outlet that makes cards on the spot: figures, entering, counting, differences, and the entries behind it all.
import { enteredKinds, mostAtOnce } from '../card-stock/card-stock.ts';
import type { StockCount, StockEntry, StockOfOutlet, StockRow } from '../card-stock/card-stock-store.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { Choices } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, ListTable, Problem, type Said } from './pieces.tsx';

type StockProps = Said & {
  readonly outlet: { readonly outletId: string; readonly name: string; readonly instant: boolean };
  readonly stock: StockRow | undefined;
  readonly entries: readonly StockEntry[];
  readonly counts: readonly StockCount[];
  readonly formKey: string;
};

export const StockPage = (props: StockProps) => {
  const { page, outlet, stock, problem } = props;
  const { say, staff } = page;
  return (
    <Frame page={page} title={say('stock.title')} section="card-stock">
      <h1>{say('stock.title')}</h1>
      <p class="lead">{outlet.name}</p>
      <Problem problem={problem} />
      {!outlet.instant && <p class="hint">{say('stock.notInstant')}</p>}
      <dl class="facts">
        <Fact label={say('stock.onHand')}>
          <strong>{stock?.onHand ?? 0}</strong>
        </Fact>
        <Fact label={say('stock.spoiled')}>{stock?.spoiled ?? 0}</Fact>
      </dl>
      {staff !== null && may(staff, 'keep-card-stock') && (
        <div class="columns">
          <Entering {...props} />
          <Counting {...props} />
        </div>
      )}
      <Counts {...props} />
      <Entries {...props} />
    </Frame>
  );
};

const Entering = ({ page, formKey, outlet }: StockProps) => {
  const { say } = page;
  return (
    <section>
      <h2>{say('stock.enter')}</h2>
      <form method="post" action="/console/card-stock" noValidate>
        <Csrf page={page} />
        <input type="hidden" name="key" value={formKey} />
        <Choices
          {...{ type: 'radio', name: 'kind', legend: say('stock.what') }}
          options={enteredKinds
            .filter((kind) => kind !== 'received' || outlet.instant)
            .map((kind) => ({ value: kind, text: say(`stock.kind.${kind}`) }))}
        />
        <Figure id="quantity" label={say('stock.quantity')} most={mostAtOnce} />
        <button type="submit">{say('stock.act')}</button>
      </form>
    </section>
  );
};

const Figure = ({ id, label, most }: { readonly id: string; readonly label: string; readonly most: number }) => (
  <div class="field">
    <label class="label" for={id}>
      {label}
    </label>
    <input id={id} name={id} type="number" min={0} max={most} inputMode="numeric" autocomplete="off" required />
  </div>
);

/** The figures by the entries stand above: whoever counts is asked to count, not to copy. */
const Counting = ({ page }: StockProps) => {
  const { say } = page;
  return (
    <section>
      <h2>{say('stock.count')}</h2>
      <p class="hint">{say('stock.countLead')}</p>
      <form method="post" action="/console/card-stock/count" noValidate>
        <Csrf page={page} />
        <Figure id="onHand" label={say('stock.countedOnHand')} most={999_999} />
        <Figure id="spoiled" label={say('stock.countedSpoiled')} most={999_999} />
        <button type="submit">{say('stock.countAct')}</button>
      </form>
    </section>
  );
};

const Counts = ({ page, counts, outlet }: StockProps) => {
  const { say, citizenSay, staff } = page;
  const maySettle = staff !== null && may(staff, 'settle-card-stock');
  const heads = [
    ...[say('stock.day'), say('stock.byEntries'), say('stock.counted')],
    ...[say('stock.difference'), say('home.state'), ...(maySettle ? [say('stock.settling')] : [])],
  ];
  return (
    <section>
      <h2>{say('stock.counts')}</h2>
      {counts.length === 0 ? (
        <p>{say('stock.noCounts')}</p>
      ) : (
        <ListTable heads={heads}>
          {counts.map(({ day, state, onHand, spoiled, counted }) => (
            <tr key={`${day}`}>
              <td>{dayText(day, citizenSay)}</td>
              <td>{say('stock.both', { onHand, spoiled })}</td>
              <td>{say('stock.both', counted)}</td>
              <td>{say('stock.both', { onHand: counted.onHand - onHand, spoiled: counted.spoiled - spoiled })}</td>
              <td>
                {state === 'differs' ? <strong class="late">{say(`stock.${state}`)}</strong> : say(`stock.${state}`)}
              </td>
              {maySettle && (
                <td>
                  {state === 'differs' && (
                    <form method="post" action={`/console/card-stock/${outlet.outletId}/settle`}>
                      <Csrf page={page} />
                      <input type="hidden" name="day" value={`${day}`} />
                      <button class="quiet" type="submit">
                        {say('stock.settle')}
                      </button>
                    </form>
                  )}
                </td>
              )}
            </tr>
          ))}
        </ListTable>
      )}
    </section>
  );
};

const Entries = ({ page, entries }: StockProps) => {
  const { say, citizenSay } = page;
  const heads = [say('stock.at'), say('stock.what'), say('stock.change'), say('stock.after'), say('stock.by')];
  return (
    <section>
      <h2>{say('stock.entries')}</h2>
      {entries.length === 0 ? (
        <p>{say('stock.noEntries')}</p>
      ) : (
        <ListTable heads={heads}>
          {entries.map(({ seq, kind, at, account, change, after }) => (
            <tr key={seq}>
              <td>{timeText(at, citizenSay)}</td>
              <td>{say(`stock.kind.${kind}`)}</td>
              <td>{say('stock.both', change)}</td>
              <td>{say('stock.both', after)}</td>
              <td>{account}</td>
            </tr>
          ))}
        </ListTable>
      )}
    </section>
  );
};

type StocksProps = {
  readonly page: ConsolePage;
  readonly stocks: readonly StockOfOutlet[];
  readonly snapshot: Snapshot;
};

export const StocksPage = ({ page, stocks, snapshot }: StocksProps) => {
  const { say, citizenSay, language } = page;
  const heads = [
    say('stock.outlet'),
    say('home.bank'),
    say('stock.onHand'),
    say('stock.spoiled'),
    say('stock.difference'),
  ];
  return (
    <Frame page={page} title={say('stock.title')} section="card-stock">
      <h1>{say('stock.title')}</h1>
      <p class="lead">{say('stock.lead')}</p>
      {stocks.length === 0 ? (
        <p>{say('stock.none')}</p>
      ) : (
        <ListTable heads={heads}>
          {stocks.map(({ outletId, outletName, bank, onHand, spoiled, differsOn }) => (
            <tr key={outletId}>
              <td>
                <a href={`/console/card-stock/${outletId}`} data-row>
                  {outletName ?? outletId}
                </a>
              </td>
              <td>{bankInWords(snapshot, bank, language)}</td>
              <td>{onHand}</td>
              <td>{spoiled}</td>
              <td>
                {differsOn === null ? (
                  ''
                ) : (
                  <strong class="late">{say('stock.differsSince', { day: dayText(differsOn, citizenSay) })}</strong>
                )}
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </Frame>
  );
};
