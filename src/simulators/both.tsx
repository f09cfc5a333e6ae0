// Words in both languages, one after the other: pages of simulators are read by those who show the program to others.
import type { ComponentChildren } from 'preact';

export const Both = ({ of }: { of: { readonly zh: ComponentChildren; readonly en: ComponentChildren } }) => (
  <>
    {of.zh} <small lang="en">{of.en}</small>
  </>
);
