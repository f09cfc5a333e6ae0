// The page for a request that failed: it needs nothing that may have failed too, so it stands on its own in both languages.
import { render } from 'preact-render-to-string';
import { type ErrorStatus, errorWords } from './words.ts';

export const errorStylePath = '/error.css';

/** Contrast of 7:1 and more; targets of 48 px. */
export const errorStyle = `
body { margin: 0; font: 1.0625rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: #1a1a1a; background: #f6f7f9; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.125rem; margin: 2rem 0 0; }
a { display: inline-block; padding: .7rem 1.25rem; border-radius: .375rem; background: #0b4f8a; color: #fff; text-decoration: none; }
code { font-size: 1.125rem; }
`;

/** The whole text of the page; `number` is what a person tells the hotline. */
export const errorPage = (status: ErrorStatus, number: string | undefined): string => {
  const { title, text } = errorWords[status];
  return `<!doctype html>${render(
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title.zh} · 一卡通`}</title>
        <link rel="stylesheet" href={errorStylePath} />
      </head>
      <body>
        <main>
          <h1>{title.zh}</h1>
          <p>{text.zh}</p>
          {number !== undefined && (
            <p>
              错误编号 <span lang="en">Error number</span> <code>{number}</code>
            </p>
          )}
          <p>
            <a href="/">
              返回首页 <span lang="en">Home</span>
            </a>
          </p>
          <div lang="en">
            <h2>{title.en}</h2>
            <p>{text.en}</p>
          </div>
        </main>
      </body>
    </html>,
  )}`;
};
