// Pieces of the demo's pages: a heading, and forms of buttons, in Chinese and English.
import type { ComponentChildren } from 'preact';
import { Both } from './both.tsx';
import { words } from './demo-words.ts';

export const PostForm = ({ action, csrf, children }: { action: string; csrf: string; children: ComponentChildren }) => (
  <form method="post" action={action}>
    <input type="hidden" name="_csrf" value={csrf} />
    {children}
  </form>
);

type PostButtonProps = {
  readonly name: string;
  readonly value: string;
  readonly of: { readonly zh: string; readonly en: string };
  readonly primary?: boolean;
};

export const PostButton = ({ name, value, of, primary = false }: PostButtonProps) => (
  <button class={primary ? 'button primary' : 'button'} type="submit" name={name} value={value}>
    <Both of={of} />
  </button>
);

export const Heading = ({ of, id }: { of: { readonly zh: string; readonly en: string }; id: string }) => (
  <h2 id={id}>
    <Both of={of} />
  </h2>
);

type BankSelectProps = {
  readonly id: string;
  readonly banks: readonly { readonly bank: string; readonly name: { readonly zh: string; readonly en: string } }[];
};

/** One bank or all of them. */
export const BankSelect = ({ id, banks }: BankSelectProps) => (
  <>
    <label for={id}>
      <Both of={words.whichBank} />
    </label>
    <select id={id} name="bank">
      <option value="all">{`${words.allBanks.zh} ${words.allBanks.en}`}</option>
      {banks.map(({ bank, name }) => (
        <option key={bank} value={bank}>{`${name.zh} ${name.en}`}</option>
      ))}
    </select>
  </>
);
