// A box that tells something beside the matter of the page; its kind is said in words, not only by its colour.
import type { ComponentChildren } from 'preact';
import type { Page } from '../page.ts';

type NoticeProps = {
  readonly page: Page;
  readonly kind: 'info' | 'warning' | 'done' | 'late';
  /** Heading; by default the name of the kind. */
  readonly title?: string;
  readonly children: ComponentChildren;
};

export const Notice = ({ page, kind, title, children }: NoticeProps) => (
  <section class={`notice ${kind}`}>
    <h2>{title ?? page.say(`notice.${kind}`)}</h2>
    {children}
  </section>
);

/** Read out at once: the answer to what was just sent. */
export const AlertNotice = (props: NoticeProps) => (
  <div role="alert">
    <Notice {...props} />
  </div>
);

/** What R-FRAUD-01 to R-FRAUD-04 want everybody to know. */
export const FraudWarning = ({ page }: { page: Page }) => (
  <Notice page={page} kind="warning" title={page.say('fraud.title')}>
    <ul>
      <li>{page.say('fraud.noLinks')}</li>
      <li>{page.say('fraud.noPasswords')}</li>
      {!page.elder && <li>{page.say('fraud.keep')}</li>}
      <li>{page.say('fraud.report')}</li>
    </ul>
    {page.path !== '/check-message' && (
      <p>
        <a href="/check-message">{page.say('check.title')}</a>
      </p>
    )}
  </Notice>
);
