// What is wrong with a page for somebody's eyes or ears; what one journey of a run found good, the others need not ask again.
import { hash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeViolations, missingGlyphs, overflowsSideways } from './browser.ts';

/** Environment variable by which `npm test` names the folder where the kinds of page that were good are noted. */
export const goodPagesVariable = 'YIKATONG_TEST_GOOD_PAGES';

/** A line for each fault; empty when the page is good. */
export const pageFaults = async (page: Page): Promise<readonly string[]> => [
  ...(await axeFaults(page)),
  ...(await missingGlyphs(page)).map((glyph) => `no glyph for ${glyph}`),
  ...((await overflowsSideways(page)) ? ['the page can be scrolled sideways'] : []),
];

const axeFaults = async (page: Page): Promise<readonly string[]> => {
  const kind = hash('sha256', await kindOf(page));
  if (isKnown(kind)) return [];
  const faults = await axeViolations(page);
  if (faults.length === 0) note(kind);
  return faults;
};

/**
 * How a page is built: its width, mode and every way an element of it is made and speaks to assistive programs, once
 * each. What axe finds does not depend on the words, and to ask it of every page took almost half of a journey.
 */
const kindOf = async (page: Page): Promise<string> => {
  const ways = await page.evaluate(() => {
    const spoken = /^(class|for|type|role|lang|alt|href|hidden|disabled|tabindex|aria-.*)$/;
    return [...document.querySelectorAll('*')].map((element) =>
      [
        element.parentElement?.tagName,
        element.tagName,
        element.textContent?.trim() ? 'words' : 'empty',
        ...element
          .getAttributeNames()
          .filter((name) => spoken.test(name) && (name !== 'href' || element.tagName === 'LINK'))
          .map((name) => `${name}=${element.getAttribute(name)}`),
      ].join(' '),
    );
  });
  return [page.viewportSize()?.width, ...new Set(ways)].join('\n');
};

const known = new Set<string>();
const folder = process.env[goodPagesVariable];

const isKnown = (kind: string): boolean => known.has(kind) || (folder !== undefined && existsSync(join(folder, kind)));

const note = (kind: string): void => {
  known.add(kind);
  if (folder !== undefined) writeFileSync(join(folder, kind), '');
};
