// The pages of the simulated login provider for staff: which account, and the code of the second factor.
import { Both } from './both.tsx';
import type { DemoStaff } from './demo-staff.ts';
import { CancelForm, simulatorPage } from './login-pages.tsx';
import { codeDigits, type PhoneProblem } from './login-phone.ts';
import { phoneProblems, phoneWords } from './login-phone-words.ts';
import { staffWords } from './login-staff-words.ts';
import { withGap } from './login-words.ts';

/** `action`: the address of this login. Each account is a button, since choosing it sends a code. */
export const staffChoosePage = (action: string, accounts: readonly DemoStaff[]): string =>
  simulatorPage(
    staffWords.choose,
    <>
      <p>
        <Both of={staffWords.lead} />
      </p>
      <form method="post" action={action}>
        <input type="hidden" name="step" value="account" />
        <ul>
          {accounts.map(({ slug, name, note }) => (
            <li key={slug}>
              <button class="button" type="submit" name="account" value={slug}>
                <strong>{name}</strong>
                <small>{note.zh}</small>
                <small lang="en">{note.en}</small>
              </button>
            </li>
          ))}
        </ul>
      </form>
      <CancelForm action={action} />
    </>,
  );

type CodePage = {
  readonly action: string;
  readonly account: DemoStaff;
  readonly problem: PhoneProblem | null;
  readonly left: number;
  /** null where messages go elsewhere. */
  readonly inboxHref: string | null;
};

const problemId = 'problem';

/** The code, or the way that the console refuses, to show that it does. */
export const staffCodePage = ({ action, account, problem, left, inboxHref }: CodePage): string =>
  simulatorPage(
    staffWords.codeTitle,
    <>
      {problem !== null && (
        <p id={problemId} class="problem" role="alert">
          <Both of={withGap(phoneProblems[problem], 'left', String(left))} />
        </p>
      )}
      <p>
        <Both of={withGap(staffWords.codeSent, 'name', account.name)} />
      </p>
      {inboxHref !== null && (
        <p>
          <a class="button" href={inboxHref} target="_blank" rel="noopener">
            <Both of={phoneWords.inbox} />
          </a>
        </p>
      )}
      <form method="post" action={action}>
        <input type="hidden" name="step" value="code" />
        <p>
          <label for="code">
            <Both of={phoneWords.code} />
          </label>
          <input
            id="code"
            name="code"
            class="field"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={codeDigits + 2}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : problemId}
          />
        </p>
        <button class="button primary" type="submit">
          <Both of={phoneWords.confirm} />
        </button>
      </form>
      {(['again', 'password-only', 'restart'] as const).map((step) => (
        <form key={step} method="post" action={action}>
          <input type="hidden" name="step" value={step} />
          <p>
            <button class="button" type="submit">
              <Both of={otherSteps[step]} />
            </button>
          </p>
        </form>
      ))}
      <CancelForm action={action} />
    </>,
  );

const otherSteps = {
  again: phoneWords.again,
  'password-only': staffWords.withoutCode,
  restart: staffWords.other,
} as const;
