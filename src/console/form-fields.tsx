// Fields that the forms of several pages of the console have: a line of text, a box, and one or several of a list.
import type { ComponentChildren } from 'preact';

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
