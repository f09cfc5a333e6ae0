// A page that stands alone: for what has to be said before, beside or instead of the portal's own pages.
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';

export type PlainPage = {
  readonly title: string;
  /** Address of `plainStyle`; the policy of content allows no style in the page. */
  readonly stylesheet: string;
  /** Said above everything, on simulators. */
  readonly banner?: ComponentChildren;
  readonly children: ComponentChildren;
};

/** The whole text of a page; its one heading is the title. */
export const plainPage = ({ title, stylesheet, banner, children }: PlainPage): string =>
  `<!doctype html>${render(
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        {banner !== undefined && <header class="banner">{banner}</header>}
        <main>
          <h1>{title}</h1>
          {children}
        </main>
        {/* Last, so that no reader with a Chinese font of their own waits for it. */}
        <link rel="stylesheet" href="/assets/fonts.css" />
      </body>
    </html>,
  )}`;

/**
 * Targets of 48 px and contrast of 7:1 and more, like the portal (standard: 44 px). Fonts of the system come last: where
 * it has no Chinese, Chromium went on drawing nothing for text it had laid out before the web font was there.
 */
export const plainStyle = `
body { margin: 0; font: 1.0625rem/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", Yikatong, system-ui, sans-serif; color: #1a1a1a; background: #f6f7f9; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.125rem; margin: 1.75rem 0 .5rem; }
.banner { padding: .5rem 1rem; font-size: .9375rem; background: #5c3a00; color: #fff; text-align: center; }
ul { list-style: none; padding: 0; }
li { margin: .625rem 0; }
.button { display: block; box-sizing: border-box; width: 100%; min-height: 48px; padding: .625rem 1rem; font: inherit; text-align: start;
  text-decoration: none; color: #1a1a1a; background: #fff; border: 1px solid #5b6470; border-radius: .5rem; cursor: pointer; }
.button:hover { background: #eef3f9; }
.button:focus-visible { outline: 3px solid #0b4f94; outline-offset: 2px; }
.primary { color: #fff; background: #0b4f94; border-color: #0b4f94; }
.primary:hover { background: #083b6f; }
small { display: block; color: #414a55; }
.primary small { color: #fff; }
label { font-weight: 600; }
.field { display: block; box-sizing: border-box; width: 100%; min-height: 48px; margin-top: .375rem; padding: .625rem .75rem; font: inherit;
  color: #1a1a1a; background: #fff; border: 1px solid #5b6470; border-radius: .5rem; }
.field:focus-visible { outline: 3px solid #0b4f94; outline-offset: 1px; }
.problem { padding: .75rem 1rem; color: #8f1d14; background: #fff; border: 2px solid #8f1d14; border-radius: .5rem; font-weight: 600; }
dl { margin: 1rem 0; padding: .75rem 1rem; background: #fff; border-radius: .5rem; }
dt { color: #414a55; }
dd { margin: 0 0 .5rem; }
`;
