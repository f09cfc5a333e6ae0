// Small pieces that several pages of the console are made of.
import type { ComponentChildren } from 'preact';
import { mostNoteLength } from '../staff/leave-look.ts';
import { Csrf } from './frame.tsx';
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

type UnmaskFormProps = Said & {
  readonly action: string;
  readonly fields: readonly { readonly field: string; readonly label: string }[];
  /** The field shown in clear now. */
  readonly chosen: string | null;
};

/** One field in clear, for a reason of its own; each page says which fields it has. */
export const UnmaskForm = ({ page, problem, action, fields, chosen }: UnmaskFormProps) => {
  const { say } = page;
  return (
    <section id="unmask">
      <h2>{say('unmask.title')}</h2>
      <Problem problem={problem} />
      <form method="post" action={action} noValidate>
        <Csrf page={page} />
        <div class="field">
          <label class="label" for="field">
            {say('unmask.field')}
          </label>
          <select id="field" name="field">
            {fields.map(({ field, label }) => (
              <option key={field} value={field} selected={field === chosen}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <Note page={page} id="unmask-note" required />
        <button class="quiet" type="submit">
          {say('unmask.act')}
        </button>
      </form>
      <p class="hint">{say('unmask.once')}</p>
    </section>
  );
};
