// The pages of the simulated login provider: who one is, how one proves it, and that something went wrong.
import type { ComponentChildren } from 'preact';
import { plainPage } from '../base/plain-page.tsx';
import { Both } from './both.tsx';
import type { DemoPerson } from './demo-city.ts';
import { phoneWords } from './login-phone-words.ts';
import { type Proof, proofs, type Words, withLevel, words } from './login-words.ts';

export const loginStylePath = '/demo/login/style.css';

/** A page of the provider: it says on top that it is a simulator. */
export const simulatorPage = (title: Words, children: ComponentChildren): string =>
  plainPage({
    title: title.zh,
    stylesheet: loginStylePath,
    banner: (
      <>
        {words.banner.zh} <span lang="en">{words.banner.en}</span>
      </>
    ),
    children: (
      <>
        <p lang="en">{title.en}</p>
        {children}
      </>
    ),
  });

export const CancelForm = ({ action }: { action: string }) => (
  <form method="post" action={action}>
    <button class="button" type="submit" name="cancel" value="yes">
      <Both of={words.cancel} />
    </button>
  </form>
);

type ChoosePage = { readonly action: string; readonly byPhone: string; readonly people: readonly DemoPerson[] };

/** The way by phone, then the list of people; `action` is the address of this login. */
export const choosePage = ({ action, byPhone, people }: ChoosePage): string =>
  simulatorPage(
    words.choose,
    <>
      <p>
        <a class="button primary" href={byPhone}>
          <Both of={phoneWords.begin} />
        </a>
      </p>
      <h2>
        <Both of={phoneWords.orPick} />
      </h2>
      <ul>
        {people.map(({ slug, name, note }) => (
          <li key={slug}>
            <a class="button" href={`${action}?${new URLSearchParams({ person: slug })}`}>
              <strong>{name}</strong>
              <small>{note.zh}</small>
              <small lang="en">{note.en}</small>
            </a>
          </li>
        ))}
      </ul>
      <CancelForm action={action} />
    </>,
  );

export const ProofButtons = ({ offered, primary }: { offered: readonly Proof[]; primary: boolean }) => (
  <ul>
    {offered.map((proof) => (
      <li key={proof.code}>
        <button class={primary ? 'button primary' : 'button'} type="submit" name="proof" value={proof.code}>
          {proof.zh}
          <small>
            {withLevel(words.level, proof.level).zh} <span lang="en">{proof.en}</span>
          </small>
        </button>
      </li>
    ))}
  </ul>
);

/** What the person shows, and the ways of proof: first those that are enough for `level`. */
export const provePage = (action: string, person: DemoPerson, level: number): string => {
  const lower = proofs.filter((proof) => proof.level < level);
  return simulatorPage(
    words.prove,
    <>
      <dl aria-label={words.shown.zh}>
        <dt>{words.name.zh}</dt>
        <dd>{person.name}</dd>
        <dt>{words.idNumber.zh}</dt>
        <dd>{person.idNumber}</dd>
        <dt>{words.phone.zh}</dt>
        <dd>{person.phone}</dd>
      </dl>
      <form method="post" action={action}>
        <input type="hidden" name="person" value={person.slug} />
        <h2>
          <Both of={withLevel(words.needed, level)} />
        </h2>
        <ProofButtons offered={proofs.filter((proof) => proof.level >= level)} primary />
        {lower.length > 0 && (
          <>
            <h2>
              <Both of={words.notEnough} />
            </h2>
            <ProofButtons offered={lower} primary={false} />
          </>
        )}
      </form>
      <p>
        <a class="button" href={`${action}?person=`}>
          <Both of={words.other} />
        </a>
      </p>
      <CancelForm action={action} />
    </>,
  );
};

/** For a login that does not exist any more or never did. */
export const failedPage = (): string =>
  simulatorPage(
    words.failed,
    <p>
      <a class="button primary" href="/">
        <Both of={words.back} />
      </a>
    </p>,
  );
