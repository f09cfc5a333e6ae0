// A consent as a box of its own, never ticked beforehand, with its whole text one tap away.
import { type ConsentKind, consentText, versionOn } from '../../consents/consent.ts';
import type { Page } from '../page.ts';
import { Tick } from './choices.tsx';

type ConsentBoxProps = {
  readonly page: Page;
  readonly kind: ConsentKind;
  /** Name of the bank that data are passed to. */
  readonly bank: string;
  /** The day whose version is asked for. */
  readonly on: Temporal.PlainDate;
  readonly error?: string | undefined;
};

export const ConsentBox = ({ page, kind, bank, on, error }: ConsentBoxProps) => {
  const { title, text, short } = consentText({ kind, version: versionOn(kind, on) }, page.language, bank);
  return (
    <div>
      <Tick page={page} name={kind} label={short} error={error} />
      <details>
        <summary>{title}</summary>
        <p>{text}</p>
      </details>
    </div>
  );
};
