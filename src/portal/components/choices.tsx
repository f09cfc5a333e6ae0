// Radio buttons as large cards, and the one box that is ticked to pledge something.
import type { Page } from '../page.ts';
import { HintAndError, Must } from './field.tsx';

/** `details`: lines below the label. */
export type Choice = { readonly value: string; readonly label: string; readonly details?: readonly string[] };

type RadioCardsProps = {
  readonly page: Page;
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly Choice[];
  /** The value chosen before, or '' for none; never a preset of ours (R-BANK-09). */
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Settled by somebody else: shown as it is, and not to be changed. */
  readonly fixed?: boolean;
  /** Two columns where the screen has room. */
  readonly two?: boolean;
};

type RadioCardProps = {
  readonly name: string;
  readonly choice: Choice;
  readonly checked: boolean;
  readonly id: string;
  readonly fixed: boolean;
};

const RadioCard = ({ name, choice, checked, id, fixed }: RadioCardProps) => (
  <label class={fixed ? 'choice fixed' : 'choice'}>
    <input type="radio" id={id} name={name} value={choice.value} checked={checked} required={!fixed} disabled={fixed} />
    <span>
      <strong>{choice.label}</strong>
      {choice.details?.map((line) => (
        <span key={line} class="hint">
          {line}
        </span>
      ))}
    </span>
  </label>
);

/** The first card carries the field's id, so that a link of the error summary leads to it. */
export const RadioCards = (props: RadioCardsProps) => {
  const { name, error, hint } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      class={error === undefined ? 'field' : 'field wrong'}
      aria-describedby={described === '' ? undefined : described}
    >
      <legend>
        {props.legend}
        {!props.fixed && <Must />}
      </legend>
      <HintAndError {...props} label={props.legend} />
      <div class={props.two ? 'choices two' : 'choices'}>
        {props.choices.map((choice, index) => (
          <RadioCard
            key={choice.value}
            name={name}
            choice={choice}
            checked={choice.value === props.value}
            fixed={props.fixed ?? false}
            id={index === 0 ? name : `${name}-${choice.value}`}
          />
        ))}
      </div>
    </fieldset>
  );
};

type TickProps = {
  readonly page: Page;
  readonly name: string;
  readonly label: string;
  readonly error?: string | undefined;
};

export const Tick = ({ page, name, label, error }: TickProps) => (
  <div class={error === undefined ? 'field' : 'field wrong'}>
    <HintAndError page={page} name={name} label={label} error={error} />
    <label class="choice">
      <input
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        required
        aria-describedby={error === undefined ? undefined : `${name}-error`}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      <strong>{label}</strong>
    </label>
  </div>
);
