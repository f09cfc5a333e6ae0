// Fields that the forms of several pages of the console have: a line of text, a box, one or several of a list, a reason, a decision.
import type { ComponentChildren } from 'preact';
import { mostNoteLength } from '../staff/leave-look.ts';
import type { ConsolePage } from './page.ts';

type TextFieldProps = {
  readonly name: string;
  readonly label: string;
  /** Characters, at most. */
  readonly most: number;
  /** Where it is not the name. */
  readonly id?: string;
  readonly value?: string | undefined;
  readonly required?: true;
  readonly inputMode?: 'numeric';
  /** A number or a name: no browser looks it up. */
  readonly spellcheck?: false;
};

export const TextField = ({ name, label, most, id = name, ...rest }: TextFieldProps) => (
  <div class="field">
    <label class="label" for={id}>
      {label}
    </label>
    <input id={id} name={name} type="text" {...rest} maxLength={most} autocomplete="off" />
  </div>
);

type ChoiceProps = {
  readonly type: 'checkbox' | 'radio';
  readonly name: string;
  readonly value: string;
  readonly checked?: boolean;
  readonly required?: true;
  readonly children: ComponentChildren;
};

/** A box or a button with its words, as wide as the form so that it is hit easily. */
export const Choice = ({ children, ...input }: ChoiceProps) => (
  <label class="choice">
    <input {...input} data-row />
    {children}
  </label>
);

type ChoicesProps = Pick<ChoiceProps, 'type' | 'name'> & {
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly checked?: boolean }[];
};

/** One of a list (`radio`), or several. */
export const Choices = ({ type, name, legend, options }: ChoicesProps) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map(({ text, ...option }) => (
      <Choice key={option.value} {...{ type, name, ...option }}>
        {text}
      </Choice>
    ))}
  </fieldset>
);

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

type DecisionProps<Decision extends string> = {
  readonly decisions: readonly Decision[];
  readonly textOf: (decision: Decision) => string;
  /** Of the note. */
  readonly label: string;
  readonly mostLength: number;
  readonly typed?: string;
};

/** What is decided about what somebody else proposed, with a note; the yes alone stands out. */
export const DecisionFields = <Decision extends string>(props: DecisionProps<Decision>) => (
  <>
    <TextField {...{ name: 'note', label: props.label, value: props.typed, most: props.mostLength }} />
    <p class="actions">
      {props.decisions.map((decision) => (
        <button
          key={decision}
          type="submit"
          name="decision"
          value={decision}
          class={decision === 'confirmed' ? undefined : 'quiet'}
        >
          {props.textOf(decision)}
        </button>
      ))}
    </p>
  </>
);
