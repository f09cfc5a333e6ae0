// Where a list is taken out of the console, on its own page.
import type { ExportedList } from '../staff/list-export.ts';
import type { ConsolePage } from './page.ts';

/** The address that takes a list out, with what its page is narrowed to. */
export const exportPath = (list: ExportedList, filters: Readonly<Record<string, string | null>> = {}): string => {
  const query = new URLSearchParams({ of: list });
  for (const [name, value] of Object.entries(filters)) if (value !== null) query.set(name, value);
  return `/console/exports/new?${query}`;
};

export const ExportLink = ({ page, href }: { readonly page: ConsolePage; readonly href: string }) => (
  <a href={href}>{page.say('export.act')}</a>
);
