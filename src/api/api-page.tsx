// The page about the interfaces: a first day, calls to try, and every address with its fields.
import { Layout } from '../portal/layout.tsx';
import type { Page } from '../portal/page.ts';
import { type Examples, exampleNames } from './api-examples.ts';
import { type ApiWords, apiWords } from './api-words.ts';
import { errorCatalogue } from './error-catalogue.ts';
import type { Field, Group, Interface } from './interface-list.ts';

type ApiPageProps = {
  readonly page: Page;
  readonly groups: readonly Group[];
  readonly examples: Examples;
};

/** What is said, and what is typed; the last two are only said. */
const steps = [...exampleNames, 'repeat', 'errors'] as const;
const isTyped = (step: (typeof steps)[number]): step is keyof Examples => step !== 'repeat' && step !== 'errors';

const FirstDay = ({ words, examples, demo }: { words: ApiWords; examples: Examples; demo: boolean }) => (
  <section>
    <h2>{words.start}</h2>
    {demo && <p class="soft">{words.demoFirst}</p>}
    <ol class="steps">
      {steps
        .filter((step) => !isTyped(step) || examples[step] !== '')
        .map((step) => (
          <li key={step}>
            <p>{words.steps[step]}</p>
            {isTyped(step) && (
              <pre>
                <code>{examples[step]}</code>
              </pre>
            )}
          </li>
        ))}
    </ol>
  </section>
);

const Fields = ({ title, fields, words }: { title: string; fields: readonly Field[]; words: ApiWords }) => (
  <>
    <h4>{title}</h4>
    {fields.length === 0 && <p class="soft">{words.none}</p>}
    <ul class="plain fields">
      {fields.map(({ name, type, required, note }) => (
        <li key={name}>
          <code>{name}</code> <span class="soft">{type}</span>
          {required && (
            <>
              {' '}
              <span class="tag">{words.required}</span>
            </>
          )}
          {note !== '' && <span class="hint">{note}</span>}
        </li>
      ))}
    </ul>
  </>
);

const Address = ({ one, words }: { one: Interface; words: ApiWords }) => (
  <details class="card" id={one.id}>
    <summary>
      <strong>{one.summary}</strong>{' '}
      <code>
        {one.method} {one.path}
      </code>
    </summary>
    {one.description !== '' && <p>{one.description}</p>}
    <Fields title={words.asks} fields={one.asks} words={words} />
    <Fields title={words.answers} fields={one.answers.map(always)} words={words} />
  </details>
);

const Errors = ({ page, words }: { page: Page; words: ApiWords }) => (
  <section class="stack">
    <h2 id="errors">{words.errorsTitle}</h2>
    <p class="soft">{words.errorsNote}</p>
    <ul class="plain fields">
      {errorCatalogue().map((entry) => (
        <li key={`${entry.status} ${entry.code}`}>
          <code>{entry.code}</code> <span class="soft">{entry.status ?? 200}</span>
          <span class="hint">{entry[page.language]}</span>
          <span class="hint">
            {words.toDo}
            {entry.toDo[page.language]}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

/** Of an answer nobody has to fill anything in. */
const always = (field: Field): Field => ({ ...field, required: false });

export const ApiPage = ({ page, groups, examples }: ApiPageProps) => {
  const words = apiWords[page.language];
  return (
    <Layout page={page} title={words.title} tab={null}>
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p>
          <a class="link" href="/api/v1/openapi.json">
            {words.document}
          </a>
        </p>
        <FirstDay words={words} examples={examples} demo={page.demo} />
        {page.demo && (
          <p>
            {words.demoNote}{' '}
            <a class="link" href="/demo">
              {words.demoLink}
            </a>
          </p>
        )}
        <section class="stack">
          <h2>{words.listTitle}</h2>
          {groups.map(({ name, title, interfaces }) => (
            <section key={name} class="stack">
              <h3>{title}</h3>
              {interfaces.map((one) => (
                <Address key={one.id} one={one} words={words} />
              ))}
            </section>
          ))}
        </section>
        <Errors page={page} words={words} />
      </div>
    </Layout>
  );
};
