// What the bureau found wrong with an application, and what to do about each: on its own page and on the page it is about.
import { type RejectionReason, reasonOf } from '../../applications/rejection-reasons.ts';
import type { Page } from '../page.ts';
import { Notice } from './notice.tsx';

type Remedied = { readonly code: string; readonly why: string; readonly remedy: string };

/** Each with what to do about it. */
export const ReasonList = ({ reasons }: { readonly reasons: readonly Remedied[] }) => (
  <ul>
    {reasons.map(({ code, why, remedy }) => (
      <li key={code}>
        <strong>{why}</strong>
        <br />
        {remedy}
      </li>
    ))}
  </ul>
);

export const Reasons = ({ page, reasons }: { readonly page: Page; readonly reasons: readonly RejectionReason[] }) => (
  <ReasonList reasons={reasons.map((code) => ({ code, ...reasonOf(code)[page.language] }))} />
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
