// The frame of every page of an application: way back, mistakes on top, which step it is, one thing to do.
import type { ComponentChildren } from 'preact';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { PostForm } from '../components/form.tsx';
import { WhatWasWrong } from '../components/rejection.tsx';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import type { Permission } from '../views.ts';
import { answerOf, type Draft, type DraftField } from './draft.ts';
import { pathBefore, type StepName, stepCount, stepNumber, stepPath } from './steps.ts';

/** What every page of an application is given. */
export type StepProps = {
  readonly page: Page;
  readonly permission: Permission;
  readonly draft: Draft;
  /** Messages by field, in the reader's words. */
  readonly errors: Errors;
  /** Opened by a 修改 link of the check page: that is where it goes back to. */
  readonly fromCheck: boolean;
};

/** What a text field of the draft shares: its name, its value as typed, its mistake. */
export const fieldProps = ({ page, draft, errors }: StepProps, name: DraftField) => ({
  page,
  name,
  value: answerOf(draft, name),
  error: errors[name],
});

type FrameProps = {
  readonly step: StepName | 'check' | 'pledge';
  readonly page: Page;
  readonly title: string;
  readonly back: string;
  readonly errors: Errors;
  /** Says what was wrong with this page, where it corrects an application that was sent back. */
  readonly draft?: Draft;
  readonly children: ComponentChildren;
};

export const StepFrame = ({ step, page, title, back, errors, draft, children }: FrameProps) => (
  <Layout page={page} title={title} tab="services" hasErrors={hasErrors(errors)}>
    <div class="narrow">
      <a class="back" href={back}>
        {page.say('act.back')}
      </a>
      <ErrorSummary page={page} errors={errors} />
      <p class="soft">
        {page.say('apply.title')} · {page.say('apply.step', { step: stepNumber(step), of: stepCount })}
      </p>
      <h1>{title}</h1>
      <WhatWasWrong page={page} reasons={draft?.corrects?.reasons ?? []} part={step} />
      {children}
    </div>
  </Layout>
);

type StepPageProps = StepProps & {
  readonly step: StepName;
  readonly title: string;
  /** Words on the button; by default that it is saved and goes on. */
  readonly submit?: string;
  /** What stands between heading and form. */
  readonly before?: ComponentChildren;
  readonly children?: ComponentChildren;
};

/** A page with one form that saves its fields. */
export const StepPage = ({ step, title, submit, before, children, ...props }: StepPageProps) => {
  const { page, draft, errors, fromCheck } = props;
  return (
    <StepFrame
      step={step}
      page={page}
      title={title}
      errors={errors}
      draft={draft}
      back={backPath(draft, step, fromCheck)}
    >
      {before}
      <PostForm page={page} action={stepPath(step)} submit={submit ?? page.say('apply.next')}>
        {fromCheck && <input type="hidden" name="from" value="check" />}
        {children}
      </PostForm>
    </StepFrame>
  );
};

/** Where the way back of a page leads. */
export const backPath = (draft: Draft, step: StepName, fromCheck: boolean): string =>
  fromCheck ? stepPath('check') : pathBefore(draft, step);
