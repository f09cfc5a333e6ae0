// A page behind another: the way back, what is wrong with its form, its title and what it is for.
import type { ComponentChildren } from 'preact';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { ErrorSummary, type Errors, hasErrors } from './error-summary.tsx';

type InnerPageProps = {
  readonly page: Page;
  readonly title: string;
  /** Where it is not the title. */
  readonly heading?: string;
  readonly lead?: string;
  /** The page it is behind. */
  readonly back?: string;
  readonly tab?: 'me' | 'services';
  readonly errors?: Errors;
  readonly children: ComponentChildren;
};

/** Behind one's own page unless told otherwise. */
export const InnerPage = (props: InnerPageProps) => {
  const { page, title, heading = title, lead, back = '/me', tab = 'me', errors = {}, children } = props;
  return (
    <Layout page={page} title={title} tab={tab} hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <a class="back" href={back}>
          {page.say('act.back')}
        </a>
        <ErrorSummary page={page} errors={errors} />
        <h1>{heading}</h1>
        {lead !== undefined && <p class="lead">{lead}</p>}
        {children}
      </div>
    </Layout>
  );
};
