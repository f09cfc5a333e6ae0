// The files pages refer to: read, hashed and compressed once at start, then served for a year under their hash.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fontFaces } from './font-faces.ts';

type Encoding = 'br' | 'gzip' | 'identity';
export type Asset = {
  readonly url: string;
  readonly type: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
};

const files = {
  'portal.css': 'text/css; charset=utf-8',
  'fonts.css': 'text/css; charset=utf-8',
  'portal.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;
export type AssetName = keyof typeof files;
const assetNames: readonly AssetName[] = [
  'portal.css',
  'fonts.css',
  'portal.js',
  'console.css',
  'console.js',
  'icon.svg',
];

export type Assets = {
  /** Address of an asset, with the hash of its content. */
  readonly url: (name: AssetName) => string;
  /** The asset that lies at a path, if any. */
  readonly at: (path: string) => Asset | undefined;
  /** Folder of the web font's files and the path they are served under (it names the version, so a year is safe). */
  readonly fonts: { readonly folder: string; readonly path: string };
};

const require = createRequire(import.meta.url);

const fontPackage = (): { folder: string; version: string } => {
  const manifest = require.resolve('@fontsource/noto-sans-sc/package.json');
  const { version } = require(manifest);
  return { folder: dirname(manifest), version: String(version) };
};

/** Comments and indentation are for us; they do not travel. */
const slimCss = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/: /g, ':');

const compressed = (body: Buffer): Asset['bodies'] => ({
  br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: gzipSync(body, { level: 9 }),
  identity: body,
});

const textOf = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');

const contentOf = (name: AssetName, fonts: { folder: string; path: string }): string => {
  if (name === 'fonts.css') return fontFaces(readFileSync(join(fonts.folder, '400.css'), 'utf8'), fonts.path);
  const text = textOf(name);
  // Both sheets draw what happened in the same way.
  return name.endsWith('.css') ? slimCss(text + textOf('timeline.css')) : text;
};

/** Reads everything once; a missing file throws, and the program does not start without it. */
export const readAssets = (): Assets => {
  const font = fontPackage();
  const fonts = { folder: font.folder, path: `/assets/fonts/${font.version}` };
  const byUrl = new Map<string, Asset>();
  const urls = new Map<AssetName, string>();
  for (const name of assetNames) {
    const body = Buffer.from(contentOf(name, fonts));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
    const url = `/assets/${name.replace('.', `.${hash}.`)}`;
    urls.set(name, url);
    byUrl.set(url, { url, type: files[name], bodies: compressed(body) });
  }
  return { url: (name) => urls.get(name) ?? `/assets/${name}`, at: (path) => byUrl.get(path), fonts };
};

/** The best encoding of an asset that a browser says it takes. */
export const encodingFor = (accept: string | undefined): Encoding => {
  const offered = (accept ?? '').split(',').map((part) => part.trim().split(';')[0]);
  if (offered.includes('br')) return 'br';
  return offered.includes('gzip') ? 'gzip' : 'identity';
};
