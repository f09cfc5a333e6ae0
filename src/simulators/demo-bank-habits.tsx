// The habits of the simulated banks on the demo page: a form that sets them, and the same read back in words.
import { z } from 'zod';
import type { HabitsSet } from './bank-habits.ts';
import type { BankView } from './bank-simulator.ts';
import { Both } from './both.tsx';
import { habitsWords, habitWords } from './demo-bank-words.ts';
import { BankSelect, Heading, PostButton, PostForm } from './demo-forms.tsx';
import { filled } from './demo-words.ts';

type Words = { readonly zh: string; readonly en: string };
type Choice = { readonly value: string; readonly of: Words; readonly sets: HabitsSet };

const shares = [0, 25, 50, 100] as const;
const sharesOf = (sets: (share: number) => HabitsSet): readonly Choice[] =>
  shares.map((share) => ({ value: String(share), of: shareWords(share), sets: sets(share) }));
const shareWords = (share: number): Words => {
  if (share === 0) return habitsWords.never;
  return share === 100 ? habitsWords.always : filled(habitsWords.percent, { count: share });
};

/** Longer than anybody watches is an hour: the bank is as good as silent. */
const delays = [10, 60, 600, 3_600] as const;

/** What each field of the form offers, and what a choice sets. */
const choices: Readonly<Record<keyof typeof habitWords, readonly Choice[]>> = {
  delay: [
    { value: 'pace', of: habitsWords.pace, sets: { stepSeconds: null } },
    ...delays.map((seconds) => ({
      value: String(seconds),
      of: filled(habitsWords.slow, { count: seconds }),
      sets: { stepSeconds: seconds },
    })),
  ],
  refusals: sharesOf((refusals) => ({ refusals })),
  repeats: sharesOf((repeats) => ({ repeats })),
  early: sharesOf((early) => ({ early })),
  silence: [
    { value: 'no', of: habitsWords.speaks, sets: { silent: false } },
    { value: 'yes', of: habitsWords.silent, sets: { silent: true } },
  ],
};
const names = Object.keys(choices).filter((name): name is keyof typeof habitWords => name in habitWords);

const usual: HabitsSet = { stepSeconds: null, refusals: 0, repeats: 0, early: 0, silent: false };
const form = z.record(z.string(), z.unknown()).catch({});

/** What a form that was sent sets; what it does not name stays as it is. */
export const habitsIn = (body: unknown): HabitsSet => {
  const given = form.parse(body);
  if (given.act === 'reset') return usual;
  return Object.assign(
    {},
    ...names.map((name) => choices[name].find(({ value }) => value === given[name])?.sets ?? {}),
  );
};

export const HabitControls = ({ banks, csrf }: { readonly banks: readonly BankView[]; readonly csrf: string }) => (
  <section aria-labelledby="habits">
    <Heading of={habitsWords.title} id="habits" />
    <p>
      <Both of={habitsWords.lead} />
    </p>
    <PostForm action="/demo/habits" csrf={csrf}>
      <BankSelect id="habits-bank" banks={banks} />
      {names.map((name) => (
        <div key={name}>
          <label for={`habit-${name}`}>
            <Both of={habitWords[name]} />
          </label>
          <select id={`habit-${name}`} name={name}>
            <option value="">{`${habitsWords.asItIs.zh} ${habitsWords.asItIs.en}`}</option>
            {choices[name].map(({ value, of }) => (
              <option key={value} value={value}>{`${of.zh} ${of.en}`}</option>
            ))}
          </select>
        </div>
      ))}
      <div class="row">
        <PostButton name="act" value="set" of={habitsWords.set} />
        <PostButton name="act" value="reset" of={habitsWords.reset} />
      </div>
    </PostForm>
  </section>
);

/** The habits that are not the usual ones, and what came of them. */
export const habitLines = ({ stepSeconds, refusals, repeats, early, silent, ...tally }: BankView): readonly Words[] => [
  ...(silent ? [habitsWords.silent] : []),
  ...(stepSeconds === null ? [] : [filled(habitsWords.slow, { count: stepSeconds })]),
  ...(refusals > 0 ? [filled(habitsWords.refuses, { count: refusals })] : []),
  ...(repeats > 0 ? [filled(habitsWords.repeats, { count: repeats })] : []),
  ...(early > 0 ? [filled(habitsWords.confused, { count: early })] : []),
  ...(tally.repeated > 0
    ? [filled(habitsWords.repeated, { count: tally.repeated, refused: tally.repeatsRefused })]
    : []),
  ...(tally.tooEarly > 0 ? [filled(habitsWords.tooEarly, { count: tally.tooEarly })] : []),
];
