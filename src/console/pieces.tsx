// Small pieces that several pages of the console are made of.
import type { ComponentChildren } from 'preact';
import { maskIdNumber, maskName } from '../base/masking.ts';
import { policyWords } from '../policy/explain.ts';
import type { Document } from '../policy/question.ts';
import type { Explanation } from '../portal/components/refusal-panel.tsx';
import { afterwards, type PersonFile } from './desk.ts';
import { Choices, Note } from './form-fields.tsx';
import { Csrf } from './frame.tsx';
import type { ConsolePage } from './page.ts';

export type Said = { readonly page: ConsolePage; readonly problem: string | null };

export const Problem = ({ problem }: Pick<Said, 'problem'>) =>
  problem === null ? null : (
    <p class="error" role="alert">
      {problem}
    </p>
  );

/** Where the page of a service came from: the session that runs, or the record. */
export const Back = ({ page, file }: { readonly page: ConsolePage; readonly file: PersonFile }) => (
  <a href={afterwards(file)}>{page.say(file.session === null ? 'application.person' : 'session.goOn')}</a>
);

/** One line of a list of facts. */
export const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);

type TableProps = {
  readonly heads: readonly string[];
  readonly title?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** A list with a heading for each of its columns; wider than the page, it scrolls by itself. */
export const ListTable = ({ heads, title, children, ...rest }: TableProps) => (
  <div class="scroll">
    <table {...rest}>
      {title !== undefined && <caption>{title}</caption>}
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

type ClosingProps = {
  readonly page: ConsolePage;
  readonly closing: Explanation;
  readonly children?: ComponentChildren;
};

/** What is refused, why and what instead. */
export const Closing = ({ page, closing, children }: ClosingProps) => (
  <section class="closing">
    <p>
      <strong>{closing.message}</strong>
    </p>
    <ul>
      {closing.instead.map((each) => (
        <li key={each}>{page.say('menu.instead', { each })}</li>
      ))}
    </ul>
    {children}
  </section>
);

type DocumentsProps = {
  readonly page: ConsolePage;
  readonly documents: readonly Document[];
  /** Checked already in the session that runs. */
  readonly held?: readonly Document[];
};

/** What is checked of whoever stands here or calls: by which word an agent acts, and the originals the clerk has in hand. */
export const Checks = ({ page, documents, file }: DocumentsProps & { readonly file: PersonFile }) => {
  const isCall = page.staff?.outletId === null;
  const isAgent = file.menu?.standing === 'agent';
  return (
    <>
      {isAgent && <Behalf page={page} file={file} />}
      {/* Nothing can be shown on the telephone: the originals were, when the word was recorded. */}
      {!(isCall && isAgent) && <Documents page={page} documents={documents} held={file.held} />}
    </>
  );
};

/** Nobody is chosen beforehand, unless there is only one. */
const Behalf = ({
  page,
  file: { menu, personId, session },
}: {
  readonly page: ConsolePage;
  readonly file: PersonFile;
}) => {
  const { say } = page;
  const words = menu?.words ?? [];
  return (
    <fieldset>
      <legend>{say('behalf.which')}</legend>
      {words.map(({ authorisationId, agent, until }) => (
        <label key={authorisationId} class="choice">
          <input
            type="radio"
            name="authorisation"
            value={authorisationId}
            checked={words.length === 1 || authorisationId === session?.authorisation}
            required
            data-row
          />
          {say('behalf.one', { name: maskName(agent.name), number: maskIdNumber(agent.idNumber), day: `${until}` })}
        </label>
      ))}
      {words.length === 0 && <p>{say('behalf.none')}</p>}
      {page.staff?.outletId !== null && (
        <p>
          <a href={`/console/people/${personId}/authorisations`}>{say('behalf.record')}</a>
        </p>
      )}
    </fieldset>
  );
};

/** Originals that the clerk has in hand; nothing where the gate asks for none. What the session holds is not asked for again. */
export const Documents = ({ page, documents, held = [] }: DocumentsProps) => {
  const words = policyWords(page.language);
  const shown = documents.filter((document) => held.includes(document));
  const rest = documents.filter((document) => !held.includes(document));
  return (
    <>
      {shown.length > 0 && (
        <p>
          {page.say('session.held', { documents: shown.map((each) => words.document[each]).join(words.listComma) })}
        </p>
      )}
      {shown.map((document) => (
        <input key={document} type="hidden" name="documents" value={document} />
      ))}
      {rest.length > 0 && (
        <Choices
          {...{ type: 'checkbox', name: 'documents', legend: page.say('counter.documents') }}
          options={rest.map((value) => ({ value, text: words.document[value] }))}
        />
      )}
    </>
  );
};

type UnmaskFormProps = Said & {
  readonly action: string;
  readonly fields: readonly { readonly field: string; readonly label: string }[];
  /** The field shown in clear now. */
  readonly chosen: string | null;
};

/** One field in clear, for a reason of its own; each page says which fields it has. */
export const UnmaskForm = ({ page, problem, action, fields, chosen }: UnmaskFormProps) => {
  const { say } = page;
  return (
    <section id="unmask">
      <h2>{say('unmask.title')}</h2>
      <Problem problem={problem} />
      <form method="post" action={action} noValidate>
        <Csrf page={page} />
        <div class="field">
          <label class="label" for="field">
            {say('unmask.field')}
          </label>
          <select id="field" name="field">
            {fields.map(({ field, label }) => (
              <option key={field} value={field} selected={field === chosen}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <Note page={page} id="unmask-note" required />
        <button class="quiet" type="submit">
          {say('unmask.act')}
        </button>
      </form>
      <p class="hint">{say('unmask.once')}</p>
    </section>
  );
};
