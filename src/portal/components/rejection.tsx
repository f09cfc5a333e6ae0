// What the bureau found wrong with an application, and what to do about each: on its own page and on the page it is about.
import { type RejectionReason, reasonOf } from '../../applications/rejection-reasons.ts';
import type { Page } from '../page.ts';
import { Notice } from './notice.tsx';

export const Reasons = ({ page, reasons }: { readonly page: Page; readonly reasons: readonly RejectionReason[] }) => (
  <ul>
    {reasons.map((code) => {
      const { why, remedy } = reasonOf(code)[page.language];
      return (
        <li key={code}>
          <strong>{why}</strong>
          <br />
          {remedy}
        </li>
      );
    })}
  </ul>
);

type SentBackProps = {
  readonly page: Page;
  readonly reasons: readonly RejectionReason[];
  /** The page it stands on. */
  readonly part: string;
};

/** Nothing where this page was right. */
export const WhatWasWrong = ({ page, reasons, part }: SentBackProps) => {
  const own = reasons.filter((code) => reasonOf(code).parts.some((each) => each === part));
  if (own.length === 0) return null;
  return (
    <Notice page={page} kind="warning" title={page.say('correct.sentBack')}>
      <Reasons page={page} reasons={own} />
    </Notice>
  );
};
