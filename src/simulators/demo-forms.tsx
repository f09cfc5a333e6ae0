// Pieces of the demo's pages: a heading, and forms of buttons, in Chinese and English.
import type { ComponentChildren } from 'preact';
import { Both } from './both.tsx';

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
