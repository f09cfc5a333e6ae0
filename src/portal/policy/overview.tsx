// 政策一览: who may apply from when, the banks, the limits, and the matrix of services and places of a day, with clauses.

import { districts } from '../../base/districts.ts';
import { holdsOn, rowOn } from '../../policy/dated-rows.ts';
import { clauseInShort, policyWords } from '../../policy/explain.ts';
import { neededLevel } from '../../policy/needed-level.ts';
import { type Service, services } from '../../policy/question.ts';
import type { Batch, Day, Offer, Place, TimeLimit } from '../../policy/rows.ts';
import { phaseKey, type Snapshot } from '../../policy/snapshot.ts';
import { LevelList, levelNeeds } from '../components/level-list.tsx';
import { Timeline, type TimelineStep } from '../components/timeline.tsx';
import { dayTextOf } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

type Props = { readonly page: Page; readonly snapshot: Snapshot; readonly day: Day };

const batchWord = {
  pilot: 'policy.batch.pilot',
  '1': 'policy.batch.1',
  '2': 'policy.batch.2',
  '3': 'policy.batch.3',
  '4': 'policy.batch.4',
  '5': 'policy.batch.5',
  regular: 'policy.batch.regular',
} as const;
const isBatchWord = (batch: string): batch is keyof typeof batchWord => Object.hasOwn(batchWord, batch);

const whoIn = ({ page: { language, say } }: Props, batch: Batch): string => {
  const words = policyWords(language);
  if (batch.batch === 'regular') return `${say('policy.everyone')}${words.separator}${say('policy.military')}`;
  const names = districts.filter(({ code }) => batch.districts?.includes(code)).map((each) => each[language]);
  const people = batch.groups.map((group) => words.group[group]).join(words.listComma);
  return names.length > 0 ? `${people}${words.colon}${names.join(words.listComma)}` : people;
};

const batchSteps = (props: Props): readonly TimelineStep[] => {
  const { page, snapshot, day } = props;
  return snapshot.rows.batches.map((batch) => ({
    state: holdsOn(batch, day) ? 'done' : 'coming',
    tag: page.say(holdsOn(batch, day) ? 'policy.batchOpen' : 'policy.batchClosed'),
    title: `${isBatchWord(batch.batch) ? page.say(batchWord[batch.batch]) : batch.batch} · ${page.say('policy.from', { day: dayTextOf(batch.from, page.say) })}`,
    lines: [
      whoIn(props, batch),
      [
        clauseInShort(snapshot, batch.rules, page.language),
        ...(batch.assumed ? [page.say('policy.assumed')] : []),
      ].join(' · '),
    ],
  }));
};

const Banks = ({ page, snapshot, day }: Props) => {
  const banks = snapshot.rows.banks.filter((bank) => holdsOn(bank, day));
  return (
    <section>
      <h2>{page.say('policy.banks', { count: banks.length })}</h2>
      <p class="soft">{page.say('policy.banksNote')}</p>
      <ul class="tags">
        {banks.map((bank) => (
          <li key={bank.code}>{bank[page.language]}</li>
        ))}
      </ul>
      <p class="soft small">{clauseInShort(snapshot, banks.at(-1)?.rules ?? [], page.language)}</p>
    </section>
  );
};

const lengthOf = ({ say }: Page, limit: TimeLimit): string => {
  if (limit.unit === 'on-the-spot') return say('policy.limit.on-the-spot');
  return limit.unit === 'natural-days'
    ? say('policy.limit.natural-days', { length: limit.length })
    : say('policy.limit.working-days', { length: limit.length });
};

const online: readonly Place[] = ['website', 'jingtong', 'wechat-account', 'minsheng'];

const placesInWords = ({ say, language }: Page, places: readonly Place[]): string => {
  const words = policyWords(language);
  const names: Readonly<Record<string, string>> = { ...words.channel, ...words.place };
  const together = online.every((place) => places.includes(place));
  const others = places.filter((place) => !together || !online.includes(place)).map((place) => names[place] ?? place);
  return [...(together ? [say('policy.column.online')] : []), ...others].join(words.listComma);
};

const Limits = ({ page, snapshot, day }: Props) => {
  const words = policyWords(page.language);
  const rows = snapshot.rows.timeLimits.filter((limit) => holdsOn(limit, day));
  return (
    <section>
      <h2>{page.say('policy.limits')}</h2>
      <ul class="plain entries two">
        {rows.map((limit) => (
          <li key={limit.id} class="entry">
            <strong>{lengthOf(page, limit)}</strong>
            {limit.services.map((service) => words.service[service]).join(words.listComma)}
            <span class="hint">
              {placesInWords(page, limit.places)} · {clauseInShort(snapshot, limit.rules, page.language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** R-FEE-01 to R-FEE-04: what a card costs, and who takes it; the bureau takes nothing. */
const Fees = ({ page, snapshot, day }: Props) => {
  const { say, language } = page;
  const words = policyWords(language);
  return (
    <section>
      <h2>{say('policy.fees')}</h2>
      <ul class="plain entries two">
        {snapshot.rows.fees
          .filter((fee) => holdsOn(fee, day))
          .map(({ id, amount, payee, services: paid, rules }) => (
            <li key={id} class="entry">
              <strong>{amount === '0.00' ? say('policy.fee.free') : say('canI.yuan', { amount })}</strong>
              {paid.map((service) => words.service[service]).join(words.listComma)}
              <span class="hint">
                {[payee === 'none' ? '' : say(`policy.fee.${payee}`), clauseInShort(snapshot, rules, language)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
      </ul>
      <p class="soft">{say('policy.fee.others')}</p>
      <p class="soft small">{clauseInShort(snapshot, ['R-FEE-03'], language)}</p>
    </section>
  );
};

/** What the website asks for; the other online channels have logins of their own. */
const Levels = ({ page, snapshot, day }: Props) => (
  <section>
    <h2>{page.say('level.title')}</h2>
    <p class="soft">{page.say('level.anyone')}</p>
    <LevelList
      page={page}
      needs={levelNeeds((action) => neededLevel(snapshot, { action, channel: 'website', on: day }))}
      clauseOf={({ rules }) => clauseInShort(snapshot, rules, page.language)}
    />
    <p>{page.say('level.withoutFace')}</p>
  </section>
);

/** The columns people think in; places whose cells are always alike stand together. */
const columns: readonly {
  readonly word:
    | 'online'
    | 'counter'
    | 'own-bank-instant'
    | 'own-bank'
    | 'other-bank'
    | 'hotline'
    | 'bank-phone'
    | 'door';
  readonly places: readonly Place[];
}[] = [
  { word: 'online', places: ['minsheng', 'website', 'jingtong', 'wechat-account'] },
  { word: 'counter', places: ['district', 'street'] },
  { word: 'own-bank-instant', places: ['own-bank-instant'] },
  { word: 'own-bank', places: ['own-bank'] },
  { word: 'other-bank', places: ['other-bank'] },
  { word: 'hotline', places: ['hotline'] },
  { word: 'bank-phone', places: ['bank-phone'] },
  { word: 'door', places: ['door'] },
];

type CellText = { readonly mark: string; readonly open: boolean; readonly clause: string };

const markOf = ({ say }: Page, offers: readonly (Offer | undefined)[]): string => {
  const open = offers.filter((offer) => offer?.answer === 'open');
  const [first] = offers;
  if (open.length === 0)
    return first?.answer === 'EXTERNAL_SERVICE' || first?.answer === 'ORIGINAL_CHANNEL'
      ? say('policy.elsewhere')
      : say('policy.closed');
  if (open.length < offers.length) return open[0] === first ? say('policy.onlyMinsheng') : say('policy.onlyWebsite');
  return open[0]?.flag || open[0]?.conditions ? say('policy.openIf') : say('policy.open');
};

const cellOf = ({ page, snapshot, day }: Props, service: Service, places: readonly Place[]): CellText => {
  const offers = places.map((place) => rowOn(snapshot.offers, `${service}/${place}`, day));
  const counts = offers.find((offer) => offer?.answer === 'open') ?? offers[0];
  return {
    mark: markOf(page, offers),
    open: counts?.answer === 'open',
    clause: clauseInShort(snapshot, counts?.rules ?? [], page.language),
  };
};

const Matrix = (props: Props) => {
  const { page } = props;
  const { say } = page;
  const words = policyWords(page.language);
  return (
    <section>
      <h2 id="matrix">{say('policy.matrix')}</h2>
      <p class="soft">{say('policy.matrixHint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section class="wide-table" tabIndex={0} aria-labelledby="matrix">
        <table>
          <caption class="hidden">{say('policy.matrixCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('policy.column.service')}</th>
              {columns.map(({ word }) => (
                <th key={word} scope="col">
                  {say(`policy.column.${word}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <tr key={service}>
                <th scope="row">{words.service[service]}</th>
                {columns.map(({ word, places }) => {
                  const { mark, open, clause } = cellOf(props, service, places);
                  return (
                    <td key={word} class={open ? 'open' : undefined}>
                      <strong>{mark}</strong>
                      <span class="clause">{clause}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
};

/** The whole page for one day. */
export const PolicyOverview = (props: Props) => {
  const { page, snapshot, day } = props;
  const { say } = page;
  const phase = rowOn(snapshot.phases, phaseKey, day)?.phase ?? 'none';
  return (
    <Layout page={page} title={say('policy.title')} tab="services">
      <div class="stack">
        <h1>{say('policy.title')}</h1>
        <p class="lead">
          {say('policy.lead', { day: dayTextOf(day, say) })} <strong>{say(`policy.phase.${phase}`)}</strong>
        </p>
        <form method="get" action="/policy" class="narrow pick-day">
          <label for="on">{say('policy.otherDay')}</label>
          <input class="short" type="date" id="on" name="on" value={day} min="2024-01-31" max="2099-12-31" />
          <button class="button second" type="submit">
            {say('policy.show')}
          </button>
        </form>
        <section>
          <h2>{say('policy.batches')}</h2>
          <Timeline page={page} steps={batchSteps(props)} />
        </section>
        <Banks {...props} />
        <Limits {...props} />
        <Fees {...props} />
        <Levels {...props} />
        <Matrix {...props} />
      </div>
    </Layout>
  );
};
