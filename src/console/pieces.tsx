// Small pieces that several pages of the console are made of.
import type { ComponentChildren } from 'preact';
import { policyWords } from '../policy/explain.ts';
import type { Document } from '../policy/question.ts';
import type { Explanation } from '../portal/components/refusal-panel.tsx';
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

/** A list with a heading for each of its columns; wider than the page, it scrolls by itself. */
export const ListTable = ({ heads, children }: { heads: readonly string[]; children: ComponentChildren }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

type ClosingProps = {
  readonly page: ConsolePage;
  readonly closing: Explanation;
  readonly children?: ComponentChildren;
};

/** What is refused, why and what instead. */
export const Closing = ({ page, closing, children }: ClosingProps) => (
  <section class="closing">
    <p>
      <strong>{closing.message}</strong>
    </p>
    <ul>
      {closing.instead.map((each) => (
        <li key={each}>{page.say('menu.instead', { each })}</li>
      ))}
    </ul>
    {children}
  </section>
);

/** Originals that the clerk has in hand; nothing where the gate asks for none. */
export const Documents = ({ page, documents }: { page: ConsolePage; documents: readonly Document[] }) =>
  documents.length === 0 ? null : (
    <fieldset>
      <legend>{page.say('counter.documents')}</legend>
      {documents.map((document) => (
        <label key={document} class="choice">
          <input type="checkbox" name="documents" value={document} data-row />
          {policyWords(page.language).document[document]}
        </label>
      ))}
    </fieldset>
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
