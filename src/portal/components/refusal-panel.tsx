// A refusal as people need it: what is not possible, why (document, clause, date), and what to do instead.
import type { ComponentChildren } from 'preact';
import { dayTextOf } from '../dates.ts';
import type { Page } from '../page.ts';

/** What the policy's `explain` gives, already in the reader's language. */
export type Explanation = {
  readonly message: string;
  readonly sources: readonly { readonly document: string; readonly clause: string; readonly date: string | null }[];
  readonly instead: readonly string[];
};

const Sources = ({ page, sources }: { page: Page; sources: Explanation['sources'] }) =>
  sources.length === 0 ? null : (
    <details>
      <summary>{page.say('refusal.why')}</summary>
      <ul>
        {sources.map(({ document, clause, date }) => (
          <li key={`${document}${clause}`}>
            {date === null
              ? page.say('refusal.sourceUndated', { document, clause })
              : page.say('refusal.source', { document, clause, date: dayTextOf(date, page.say) })}
          </li>
        ))}
      </ul>
    </details>
  );

type RefusalPanelProps = {
  readonly page: Page;
  readonly refusal: Explanation;
  /** Heading; by default that it cannot be done yet. */
  readonly title?: string;
  /** What else belongs to it. */
  readonly children?: ComponentChildren;
};

/** The hotline always closes the list: nobody is left without somebody to ask (R-HOTLINE-01). */
export const RefusalPanel = ({ page, refusal, title, children }: RefusalPanelProps) => (
  <section class="card stack" role="status">
    <div>
      <h2>{title ?? page.say('refusal.title')}</h2>
      <p>{refusal.message}</p>
      <Sources page={page} sources={refusal.sources} />
    </div>
    <div>
      <h3>{page.say('refusal.instead')}</h3>
      <ul>
        {refusal.instead.map((step) => (
          <li key={step}>{step}</li>
        ))}
        <li>
          <a href="tel:96066">{page.say('hotline.call')}</a>
        </li>
      </ul>
    </div>
    {children}
  </section>
);

/** The sources of a permitted answer, one tap to read, in the same words. */
export const Citations = Sources;
