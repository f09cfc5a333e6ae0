// A headless browser for journeys: start it, check a page with axe, look for missing glyphs, take pictures of it.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** The widths in CSS pixels at which every page is looked at: phone, tablet, desk. */
export const pageWidths = [360, 768, 1280] as const;

// Names resolve to nothing but this machine, so a page that needs the outside world fails here and not at a citizen's.
const args = ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'];

/** Starts a headless Chromium. Close it when the tests of the file are done. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({ ...(await findChromium()), args, chromiumSandbox: false });

/**
 * What axe finds wrong on the page, one readable line for each rule and place; empty when it is clean. The script is
 * evaluated from outside, which a strict Content-Security-Policy of the page does not hinder.
 */
export const axeViolations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${rule.help}: ${node.target.join(' ')}: ${node.html}`),
  );
};

type Drawn = { readonly font: string; readonly good: string; readonly missing: readonly string[] };

/** Characters that each font was seen to draw. */
const drawnBy: Record<string, string> = {};

/** The characters of the page for which its fonts have no glyph, so that people would see an empty box. */
export const missingGlyphs = async (page: Page): Promise<readonly string[]> => {
  const draw = await readFile(new URL('./missing-glyphs.js', import.meta.url), 'utf8');
  const { font, good, missing }: Drawn = await page.evaluate(
    `(${draw.trim().replace(/;$/, '')})(${JSON.stringify(drawnBy)})`,
  );
  drawnBy[font] = (drawnBy[font] ?? '') + good;
  return missing;
};

/** Whether the page can be scrolled sideways at its present width, which no page should. */
export const overflowsSideways = async (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Takes a picture of the whole page at each of `pageWidths`, `folder/name-360.png` and so on; returns the paths. */
export const takeScreenshots = async (page: Page, folder: string, name: string): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  const paths: string[] = [];
  for (const width of pageWidths) {
    await page.setViewportSize({ width, height: 800 });
    const path = join(folder, `${name}-${width}.png`);
    await page.screenshot({ path, fullPage: true });
    paths.push(path);
  }
  if (before) await page.setViewportSize(before);
  return paths;
};
