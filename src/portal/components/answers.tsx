// Facts in pairs: a label and its value, with a 修改 link where the reader may change it.
import type { ComponentChildren } from 'preact';
import type { Page } from '../page.ts';

export type Answer = {
  readonly label: string;
  readonly value: ComponentChildren;
  /** Page on which this answer is given; left out where it is fixed. */
  readonly change?: string | undefined;
};

export const Answers = ({ page, rows }: { page: Page; rows: readonly Answer[] }) => (
  <dl class="answers">
    {rows.map((row) => (
      <div key={row.label}>
        <dt>{row.label}</dt>
        <dd>{row.value}</dd>
        {row.change !== undefined && (
          <dd class="change">
            <a class="link" href={row.change} aria-label={page.say('act.changeOf', { what: row.label })}>
              {page.say('act.change')}
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
);
