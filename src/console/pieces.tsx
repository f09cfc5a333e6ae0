// Small pieces that several pages of the console are made of.
import type { ComponentChildren } from 'preact';
import { mostNoteLength } from '../staff/leave-look.ts';
import type { ConsolePage } from './page.ts';

export type Said = { readonly page: ConsolePage; readonly problem: string | null };

export const Problem = ({ problem }: Pick<Said, 'problem'>) =>
  problem === null ? null : (
    <p class="error" role="alert">
      {problem}
    </p>
  );

/** The reason in one's own words; the person can read it. */
export const Note = ({ page, id, required }: { page: ConsolePage; id: string; required: boolean }) => (
  <div class="field">
    <label class="label" for={id}>
      {page.say(required ? 'reason.why' : 'reason.note')}
    </label>
    <input id={id} name="note" type="text" maxLength={mostNoteLength} autocomplete="off" required={required} />
  </div>
);

/** One line of a list of facts. */
export const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);
