// The fields that the form of the counter is made of.
import type { ComponentChildren } from 'preact';
import type { CounterFile } from './counter-file.ts';
import type { CounterField, CounterValues } from './counter-form.ts';
import type { ConsolePage } from './page.ts';
import type { Said } from './pieces.tsx';

export type FormProps = Said & {
  readonly file: CounterFile;
  readonly values: CounterValues;
  readonly wrong: readonly CounterField[];
  readonly formKey: string;
  /** What this clerk typed before stands in the form again. */
  readonly isRestored: boolean;
};

/** All at once, each leading to its field. */
export const Wrong = ({ page, wrong }: { page: ConsolePage; wrong: readonly CounterField[] }) => (
  <div class="error" role="alert">
    <p>{page.say('counter.wrong')}</p>
    <ul>
      {wrong.map((field) => (
        <li key={field}>
          <a href={`#${field}`}>{page.say(`counter.wrong.${field}`)}</a>
        </li>
      ))}
    </ul>
  </div>
);

type LineProps = FormProps & { readonly name: CounterField; readonly label: string; readonly hint?: string };

export const Line = ({ values, wrong, name, label, hint }: LineProps) => (
  <div class="field">
    <label class="label" for={name}>
      {label}
    </label>
    {hint && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
    <input
      id={name}
      name={name}
      type="text"
      aria-describedby={hint && `${name}-hint`}
      value={values[name] ?? ''}
      maxLength={120}
      autocomplete="off"
      aria-invalid={wrong.includes(name) ? 'true' : undefined}
    />
  </div>
);

type SelectProps = Pick<FormProps, 'values'> & {
  readonly name: string;
  readonly label: string;
  readonly empty: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
};

export const Select = ({ values, name, label, empty, options }: SelectProps) => (
  <div class="field">
    <label class="label" for={name}>
      {label}
    </label>
    <select id={name} name={name}>
      <option value="">{empty}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value} selected={values[name] === value}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

type ChoicesProps = Pick<FormProps, 'values'> & {
  readonly name: CounterField;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
};

/** Nothing is chosen beforehand. */
export const Choices = ({ values, name, legend, options }: ChoicesProps) => (
  <fieldset id={name} tabIndex={-1}>
    <legend>{legend}</legend>
    {options.map(({ value, text }) => (
      <label key={value} class="choice">
        <input type="radio" name={name} value={value} checked={values[name] === value} />
        {text}
      </label>
    ))}
  </fieldset>
);

export const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);
