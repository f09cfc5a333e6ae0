// The form for a row, made from the schema of its kind, with what it would change below it.

import type { ComponentChildren } from 'preact';
import { districts } from '../base/districts.ts';
import { isOneOf } from '../base/one-of.ts';
import { type AddedKind, bankFlagCodes, type FormField, fieldsOf, yesNoCodes } from '../policy/added/kinds.ts';
import { type FieldProblem, groundFields, type Typed } from '../policy/added/propose-row.ts';
import { policyWords } from '../policy/explain.ts';
import { groups, services } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { districtWord, listedRows } from './policy-rows.ts';

export type FormProps = {
  readonly page: ConsolePage;
  readonly kind: AddedKind;
  readonly snapshot: Snapshot;
  readonly typed: Typed;
  /** UUID: sent twice it is one proposal. */
  readonly formKey: string;
  readonly problems: readonly FieldProblem[];
  /** What the load check says. */
  readonly clashes: readonly string[];
  /** The preview. */
  readonly children?: ComponentChildren;
};

export const PolicyFormPage = (props: FormProps) => {
  const { page, kind, formKey, children } = props;
  const { say } = page;
  const title = say('policy.add', { kind: say(`policy.kind.${kind}`) });
  const own = kind === 'calendar-year' ? [...fieldsOf(kind), tableField] : fieldsOf(kind);
  const around = groundFields.filter(({ name }) => !own.some((each) => each.name === name));
  return (
    <Frame page={page} title={title} section="policy">
      <h1>{title}</h1>
      <Problems {...props} />
      <form method="post" action="/console/policy/new" class="narrow">
        <Csrf page={page} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="key" value={formKey} />
        {own.map((field) => (
          <Field key={field.name} {...props} field={field} />
        ))}
        <Supersedes {...props} />
        {around.map((field) => (
          <Field key={field.name} {...props} field={field} />
        ))}
        <p class="actions">
          <button type="submit" name="step" value="preview">
            {say('policy.preview')}
          </button>
          {children !== undefined && (
            <button type="submit" name="step" value="propose">
              {say('policy.propose')}
            </button>
          )}
          <a href={`/console/policy?kind=${kind}`}>{say('policy.cancel')}</a>
        </p>
      </form>
      {children}
    </Frame>
  );
};

const problemIn = ({ say }: ConsolePage, { code, line = 0 }: FieldProblem): string =>
  code === 'table' ? say('policy.problem.table', { line }) : say(`policy.problem.${code}`);

const Problems = ({ page, page: { say }, problems, clashes }: FormProps) =>
  problems.length + clashes.length === 0 ? null : (
    <div class="error" role="alert">
      <p>{clashes.length > 0 ? say('policy.clash') : say('policy.problems', { count: problems.length })}</p>
      <ul>
        {clashes.map((clash) => (
          <li key={clash}>{clash}</li>
        ))}
        {problems.map((problem) => (
          <li key={problem.field}>
            <a href={`#${problem.field}`}>{say(`policy.field.${problem.field}`)}</a>: {problemIn(page, problem)}
          </li>
        ))}
      </ul>
    </div>
  );

/** Instead of the two lists. */
const tableField: FormField = { name: 'table', input: { as: 'table' }, isOptional: true };

type FieldProps = FormProps & { readonly field: FormField };

const typedText = (typed: Typed, name: string): string => {
  const value = typed[name] ?? '';
  return typeof value === 'string' ? value : value.join(' ');
};
const typedList = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name] ?? [];
  return typeof value === 'string' ? [value] : value;
};

const Field = (props: FieldProps) => {
  const { page, field, problems } = props;
  const { name, input, isOptional } = field;
  const label = page.say(`policy.field.${name}`);
  const shown = isOptional ? page.say('policy.optional', { label }) : label;
  const problem = problems.find((each) => each.field === name);
  const said = problem && (
    <p class="late" id={`${name}-problem`}>
      {problemIn(page, problem)}
    </p>
  );
  if (input.as === 'several')
    return (
      <fieldset id={name} tabIndex={-1}>
        <legend>{shown}</legend>
        {said}
        <Choices {...props} codes={input.codes} />
      </fieldset>
    );
  return (
    <div class="field">
      <label class="label" for={name}>
        {shown}
      </label>
      {said}
      <Control {...props} isWrong={problem !== undefined} />
    </div>
  );
};

const Choices = ({ page, field, typed, codes }: FieldProps & { readonly codes: readonly string[] }) => (
  <div class="choices">
    {codes.map((code) => (
      <label key={code} class="choice">
        <input type="checkbox" name={field.name} value={code} checked={typedList(typed, field.name).includes(code)} />
        {choiceWord(code, page)}
      </label>
    ))}
  </div>
);

const choiceWord = (code: string, page: ConsolePage): string => {
  const words = policyWords(page.language);
  if (isOneOf(groups, code)) return words.group[code];
  if (isOneOf(services, code)) return words.service[code];
  if (isOneOf(yesNoCodes, code)) return page.say(`policy.instant.${code}`);
  if (isOneOf(bankFlagCodes, code)) return page.say(`policy.flag.${code}`);
  return districts.some((each) => each.code === code) ? districtWord(code, page) : code;
};

const Control = ({ page, snapshot, field, typed, isWrong }: FieldProps & { readonly isWrong: boolean }) => {
  const { name, input } = field;
  const value = typedText(typed, name);
  const told = isWrong ? ({ 'aria-invalid': 'true', 'aria-describedby': `${name}-problem` } as const) : {};
  if (input.as === 'days' || input.as === 'table')
    return <textarea id={name} name={name} rows={4} value={value} {...told} />;
  if (input.as === 'one' || input.as === 'bank') {
    const options =
      input.as === 'one'
        ? input.codes.map((code) => ({ code, word: choiceWord(code, page) }))
        : snapshot.rows.banks.map(({ code, ...names }) => ({ code, word: names[page.language] }));
    return (
      <select id={name} name={name} {...told}>
        <option value="">{page.say('policy.noBank')}</option>
        {options.map(({ code, word }) => (
          <option key={code} value={code} selected={code === value}>
            {word}
          </option>
        ))}
      </select>
    );
  }
  const hint = input.as === 'day' ? page.say('policy.dayHint') : undefined;
  return (
    <input
      id={name}
      name={name}
      type="text"
      value={value}
      placeholder={hint}
      maxLength={200}
      autocomplete="off"
      {...told}
    />
  );
};

const Supersedes = ({ page, kind, snapshot, typed }: FormProps) => (
  <div class="field">
    <label class="label" for="supersedes">
      {page.say('policy.field.supersedes')}
    </label>
    <select id="supersedes" name="supersedes">
      <option value="">{page.say('policy.noRow')}</option>
      {listedRows(kind, page, snapshot).map(({ id, what, from }) => (
        <option key={id} value={id} selected={typedText(typed, 'supersedes') === id}>
          {`${id} · ${from} · ${what}`}
        </option>
      ))}
    </select>
  </div>
);
