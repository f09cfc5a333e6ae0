// What is wrong with a form, on top of the page, each mistake a link to its field.
import type { Page } from '../page.ts';

/** Name of the field → what to do about it, in the reader's words. */
export type Errors = Readonly<Record<string, string>>;

export const hasErrors = (errors: Errors): boolean => Object.keys(errors).length > 0;

/** Renders nothing when there is no mistake. The field's `id` must be its name. */
export const ErrorSummary = ({ page, errors }: { page: Page; errors: Errors }) =>
  hasErrors(errors) ? (
    <div class="errors" role="alert" tabIndex={-1} data-focus>
      <h2>{page.say('errors.title')}</h2>
      <ul class="plain">
        {Object.entries(errors).map(([field, message]) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  ) : null;
