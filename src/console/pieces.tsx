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

type NoteProps = {
  readonly page: ConsolePage;
  readonly id: string;
  readonly required: boolean;
  /** Where no person is looked at, and none can read it. */
  readonly label?: string;
};

/** The reason in one's own words; the person can read it. */
export const Note = ({ page, id, required, label }: NoteProps) => (
  <div class="field">
    <label class="label" for={id}>
      {label ?? page.say(required ? 'reason.why' : 'reason.note')}
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

type SelectProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Words of the choice that leaves it open; null: one has to be chosen. */
  readonly all: string | null;
  readonly options: readonly { readonly value: string; readonly text: string }[];
};

/** One choice of a filter. */
export const Select = ({ name, label, value, all, options }: SelectProps) => (
  <span>
    <label for={`filter-${name}`}>{label}</label>{' '}
    <select id={`filter-${name}`} name={name}>
      {all !== null && <option value="">{all}</option>}
      {options.map((each) => (
        <option key={each.value} value={each.value} selected={each.value === value}>
          {each.text}
        </option>
      ))}
    </select>
  </span>
);
