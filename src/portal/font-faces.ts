// The style sheet of the web font, for machines that have no Chinese font of their own: one face per range of characters.

const face = /src:\s*url\(\.\/files\/([\w-]+\.woff2)\)[^;]*;\s*unicode-range:\s*([^;]+);/g;

/**
 * Rewrites the style sheet of the font package: WOFF2 only, served from `path`, in short form. Weights between are made by
 * the browser: a second weight would double what a machine without fonts must load.
 */
export const fontFaces = (packageCss: string, path: string): string =>
  [...packageCss.matchAll(face)]
    .map(
      ([, file, range]) =>
        `@font-face{font-family:Yikatong;font-display:swap;src:url(${path}/${file})format("woff2");unicode-range:${range}}`,
    )
    .join('');
