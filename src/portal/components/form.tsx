// A form that posts: the hidden token, the hint about required fields, and the button that sends it.
import type { ComponentChildren } from 'preact';
import type { Page } from '../page.ts';

/** The hidden value that proves a form was ours. */
export const Csrf = ({ page }: { page: Page }) =>
  page.csrf === null ? null : <input type="hidden" name="_csrf" value={page.csrf} />;

type PostFormProps = {
  readonly page: Page;
  readonly action: string;
  /** Words on the button. */
  readonly submit: string;
  /** Where 返回上一步 leads; left out where there is no step before. */
  readonly back?: string | undefined;
  /** A second-rank button for what is not the main thing of the page. */
  readonly quiet?: boolean | undefined;
  /** The form has files. */
  readonly files?: boolean | undefined;
  readonly children?: ComponentChildren;
};

/** POST-redirect-GET: our own messages instead of the browser's, hence `noValidate`. */
export const PostForm = ({ page, action, submit, back, quiet, files, children }: PostFormProps) => (
  <form
    method="post"
    action={action}
    encType={files ? 'multipart/form-data' : undefined}
    noValidate
    data-once={page.say('site.loading')}
  >
    <Csrf page={page} />
    {children}
    <div class="actions">
      <button class={quiet ? 'button second' : 'button'} type="submit">
        {submit}
      </button>
      {back !== undefined && (
        <a class="link" href={back}>
          {page.say('act.back')}
        </a>
      )}
    </div>
  </form>
);
