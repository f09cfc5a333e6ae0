// One question of a form: label, hint, message of its mistake, and the control, tied together for every reader.
import type { ComponentChildren } from 'preact';
import type { Page } from '../page.ts';

type FieldProps = {
  readonly page: Page;
  /** Name and id of the control. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Required unless said otherwise: marked with * (R-CHAN-22). */
  readonly optional?: boolean;
  /** Another way to answer the field before: neither required nor optional by itself. */
  readonly either?: boolean;
};

const describedBy = ({ name, hint, error }: FieldProps): string | undefined => {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
};

/** What a control needs to belong to its label, hint and error. */
export const controlProps = (props: FieldProps) => ({
  id: props.name,
  name: props.name,
  required: !props.optional,
  'aria-describedby': describedBy(props),
  'aria-invalid': props.error === undefined ? undefined : ('true' as const),
});

/** Label, hint and message around a control. */
export const FieldFrame = (props: FieldProps & { readonly children: ComponentChildren }) => (
  <div class={props.error === undefined ? 'field' : 'field wrong'}>
    <label for={props.name}>
      {props.label}
      {props.optional ? props.page.say('form.optional') : !props.either && <Must />}
    </label>
    <HintAndError {...props} />
    {props.children}
  </div>
);

/** The star of a required field; the words say it too, so readers of the screen do without. */
export const Must = () => (
  <span class="must" aria-hidden="true">
    {' *'}
  </span>
);

export const HintAndError = ({ page, name, hint, error }: FieldProps) => (
  <>
    {hint !== undefined && (
      <span class="hint" id={`${name}-hint`}>
        {hint}
      </span>
    )}
    {error !== undefined && (
      <span class="error" id={`${name}-error`}>
        <span class="hidden">{page.say('errors.prefix')}</span>
        {error}
      </span>
    )}
  </>
);

type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'tel' | 'text';
  readonly maxLength?: number;
  readonly short?: boolean;
};

export const TextField = (props: TextFieldProps) => (
  <FieldFrame {...props}>
    <input
      {...controlProps(props)}
      type="text"
      value={props.value}
      autocomplete={props.autocomplete ?? 'off'}
      inputMode={props.inputMode}
      maxLength={props.maxLength}
      class={props.short ? 'short' : undefined}
    />
  </FieldFrame>
);

type SelectFieldProps = FieldProps & {
  readonly value: string;
  /** Words of the empty first entry: nothing is chosen for anybody. */
  readonly empty: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly autocomplete?: string;
  /** The form of this field only narrows a list; with scripts it is sent as soon as something is chosen. */
  readonly sends?: boolean;
};

export const SelectField = (props: SelectFieldProps) => (
  <FieldFrame {...props}>
    <select {...controlProps(props)} autocomplete={props.autocomplete ?? 'off'} class="short" data-send={props.sends}>
      <option value="" selected={props.value === ''}>
        {props.empty}
      </option>
      {props.options.map((each) => (
        <option key={each.value} value={each.value} selected={each.value === props.value}>
          {each.label}
        </option>
      ))}
    </select>
  </FieldFrame>
);
