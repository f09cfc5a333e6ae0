// Progress as a vertical line: what is done with time and place, what comes next with its deadline, what is late in words.
import type { Page } from '../page.ts';

export type TimelineStep = {
  /** `late` is the step that is running and over its limit. */
  readonly state: 'done' | 'now' | 'late' | 'coming';
  readonly title: string;
  /** Said instead of the name of the state. */
  readonly tag?: string;
  /** Time, place, deadline: each a line of its own, in words. */
  readonly lines: readonly string[];
};

export const Timeline = ({ page, steps }: { page: Pick<Page, 'say'>; steps: readonly TimelineStep[] }) => (
  <ol class="timeline">
    {steps.map((step, index) => (
      <li
        key={`${index} ${step.title}`}
        class={step.state}
        aria-current={step.state === 'coming' || step.state === 'done' ? undefined : 'step'}
      >
        <p>
          <strong>{step.title}</strong>{' '}
          <span class={step.state === 'late' ? 'tag late' : 'tag'}>
            {step.tag ?? page.say(`timeline.${step.state}`)}
          </span>
        </p>
        {step.lines.map((line) => (
          <p key={line} class="number">
            {line}
          </p>
        ))}
      </li>
    ))}
  </ol>
);
