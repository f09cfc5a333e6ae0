// The pages of logging in by phone at the simulated provider: number, code, name and ID number, face or another way.
import type { ComponentChildren } from 'preact';
import { maskPhone } from '../base/masking.ts';
import { Both } from './both.tsx';
import { CancelForm, ProofButtons, simulatorPage } from './login-pages.tsx';
import { codeDigits, type Stepped } from './login-phone.ts';
import { phoneProblems, phoneWords } from './login-phone-words.ts';
import { proofs, type Words, withGap } from './login-words.ts';

/** What a page is made of: where its forms go, how far the login is, and what went wrong. */
export type PhonePage = Stepped & {
  readonly action: string;
  /** The page to go back to: where a demo person is picked. */
  readonly pickHref: string;
  /** The inbox of the phone in the demo; null where messages go elsewhere. */
  readonly inboxHref: string | null;
};

/** The page of the step that comes next. */
export const phonePage = (props: PhonePage): string => {
  const { phone, phoneProven, person } = props.steps;
  if (phone === null) return numberPage(props);
  if (!phoneProven) return codePage(props);
  return person === null ? namePage(props) : proofPage(props);
};

const problemId = 'problem';

const Problem = ({ problem, left }: Stepped) => {
  if (problem === null) return null;
  const { zh, en } = withGap(phoneProblems[problem], 'left', String(left ?? 0));
  return (
    <p id={problemId} class="problem" role="alert">
      {phoneWords.problem.zh}
      {zh}
      <small lang="en">{en}</small>
    </p>
  );
};

type FieldProps = {
  readonly name: string;
  readonly label: Words;
  readonly hint?: Words;
  readonly problem: Stepped['problem'];
  readonly value?: string;
  readonly inputMode?: 'numeric' | 'tel' | 'text';
  readonly autoComplete: string;
  readonly maxLength: number;
};

const Field = ({ name, label, hint, problem, ...input }: FieldProps) => (
  <p>
    <label for={name}>
      <Both of={label} />
    </label>
    {hint && (
      <small id={`${name}-hint`}>
        {hint.zh} <span lang="en">{hint.en}</span>
      </small>
    )}
    <input
      {...input}
      id={name}
      name={name}
      class="field"
      required
      aria-invalid={problem !== null}
      aria-describedby={[hint && `${name}-hint`, problem && problemId].filter(Boolean).join(' ') || undefined}
    />
  </p>
);

const StepForm = ({ action, step, children }: { action: string; step: string; children: ComponentChildren }) => (
  <form method="post" action={action}>
    <input type="hidden" name="step" value={step} />
    {children}
  </form>
);

const Button = ({ of, primary }: { of: Words; primary: boolean }) => (
  <p>
    <button class={primary ? 'button primary' : 'button'} type="submit">
      <Both of={of} />
    </button>
  </p>
);

const numberPage = (props: PhonePage): string => {
  const { action, problem, pickHref } = props;
  return simulatorPage(
    phoneWords.phoneTitle,
    <>
      <Problem {...props} />
      <StepForm action={action} step="phone">
        <Field
          name="phone"
          label={phoneWords.phone}
          hint={phoneWords.phoneHint}
          problem={problem}
          inputMode="tel"
          autoComplete="tel-national"
          maxLength={20}
        />
        <Button of={phoneWords.send} primary />
      </StepForm>
      <p>
        <a class="button" href={pickHref}>
          <Both of={phoneWords.orPick} />
        </a>
      </p>
      <CancelForm action={pickHref} />
    </>,
  );
};

const codePage = (props: PhonePage): string => {
  const { action, problem, steps, inboxHref } = props;
  const sent = withGap(phoneWords.sent, 'phone', maskPhone(steps.phone ?? ''));
  return simulatorPage(
    phoneWords.codeTitle,
    <>
      <Problem {...props} />
      {steps.code !== null && (
        <>
          <p>
            <Both of={sent} />
          </p>
          {inboxHref !== null && (
            <p>
              <a class="button" href={inboxHref} target="_blank" rel="noopener">
                <Both of={phoneWords.inbox} />
              </a>
            </p>
          )}
          <StepForm action={action} step="code">
            <Field
              name="code"
              label={phoneWords.code}
              problem={problem}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={codeDigits + 4}
            />
            <Button of={phoneWords.confirm} primary />
          </StepForm>
        </>
      )}
      <StepForm action={action} step="again">
        <Button of={phoneWords.again} primary={steps.code === null} />
      </StepForm>
      <StepForm action={action} step="restart">
        <Button of={phoneWords.otherPhone} primary={false} />
      </StepForm>
    </>,
  );
};

const namePage = (props: PhonePage): string => {
  const { action, problem } = props;
  return simulatorPage(
    phoneWords.nameTitle,
    <>
      <Problem {...props} />
      <StepForm action={action} step="name">
        <Field name="name" label={phoneWords.name} problem={problem} autoComplete="name" maxLength={50} />
        <Field name="idNumber" label={phoneWords.idNumber} problem={problem} autoComplete="off" maxLength={24} />
        <Button of={phoneWords.check} primary />
      </StepForm>
      <StepForm action={action} step="restart">
        <Button of={phoneWords.otherPhone} primary={false} />
      </StepForm>
    </>,
  );
};

/** Beside the face stand the other ways, of the same weight and the same look. */
const proofPage = (props: PhonePage): string =>
  simulatorPage(
    phoneWords.proofTitle,
    <>
      <Problem {...props} />
      <p>
        <Both of={phoneWords.proofLead} />
      </p>
      <StepForm action={props.action} step="proof">
        <ProofButtons offered={proofs.filter(({ level }) => level === 3)} primary />
      </StepForm>
    </>,
  );
