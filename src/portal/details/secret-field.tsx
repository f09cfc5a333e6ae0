// A field for a password: never filled in by the page, and named so that what was typed is not kept for after a login.
import { controlProps, FieldFrame } from '../components/field.tsx';
import type { Page } from '../page.ts';

type SecretFieldProps = {
  readonly page: Page;
  /** Begins with `secret`. */
  readonly name: `secret${string}`;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly autocomplete: 'current-password' | 'new-password';
  /** The initial one may end in X, which a keypad of digits does not have. */
  readonly letters?: boolean;
};

export const SecretField = ({ autocomplete, letters, ...field }: SecretFieldProps) => (
  <FieldFrame {...field}>
    <input
      {...controlProps(field)}
      type="password"
      autocomplete={autocomplete}
      inputMode={letters ? 'text' : 'numeric'}
      maxLength={20}
      class="short"
    />
  </FieldFrame>
);
