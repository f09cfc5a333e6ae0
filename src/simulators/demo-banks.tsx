// The parts of the demo page about the simulated banks: what they do, how they behave, and who stands at their counters.
import { wishesFor } from './bank-cards.ts';
import type { BankView } from './bank-simulator.ts';
import { Both } from './both.tsx';
import { HabitControls, habitLines } from './demo-bank-habits.tsx';
import { cardWords } from './demo-bank-words.ts';
import { BankSelect, Heading, PostButton, PostForm } from './demo-forms.tsx';
import { filled, stepWords, words } from './demo-words.ts';

export type BanksView = {
  readonly csrf: string;
  readonly banks: readonly BankView[];
  readonly stepSeconds: number;
};

/** The seconds a step may take; 0 is on the spot. */
export const paces = [0, 3, 10, 60] as const;

const BankControls = ({ banks, stepSeconds, csrf }: BanksView) => (
  <>
    <PostForm action="/demo/banks" csrf={csrf}>
      <BankSelect id="bank" banks={banks} />
      <div class="row">
        <PostButton name="act" value="hurry" of={words.hurry} />
        <PostButton name="act" value="pause" of={words.pause} />
        <PostButton name="act" value="resume" of={words.resume} />
        <PostButton name="act" value="refuse-next" of={words.refuseNext} />
      </div>
    </PostForm>
    <PostForm action="/demo/pace" csrf={csrf}>
      <label for="seconds">
        <Both of={words.pace} />
      </label>
      <select id="seconds" name="seconds">
        {paces.map((count) => {
          const text = filled(words.seconds, { count });
          return (
            <option key={count} value={count} selected={count === stepSeconds}>
              {`${text.zh} ${text.en}`}
            </option>
          );
        })}
      </select>
      <PostButton name="set" value="yes" of={words.setPace} />
    </PostForm>
  </>
);

const linesOf = (bank: BankView) => [
  ...(bank.paused ? [words.paused] : []),
  ...(bank.refusesNext ? [words.refusesNext] : []),
  ...habitLines(bank),
  ...(bank.taken === 0 ? [] : [filled(words.taken, { count: bank.taken })]),
  ...(bank.last ? [filled(words.last, { step: stepWords[bank.last.step], number: bank.last.number })] : []),
  ...bank.works.map(({ number, next }) => filled(words.working, { step: stepWords[next], number })),
];

/** The banks with something to tell one by one; the others in a line. */
export const BankStates = ({ banks }: BanksView) => (
  <section aria-labelledby="states">
    <Heading of={words.states} id="states" />
    <ul>
      {busy(banks).map((bank) => (
        <li key={bank.bank} class="card">
          <strong>{bank.name.zh}</strong> <span lang="en">{bank.name.en}</span>
          {linesOf(bank).map((line) => (
            <div key={line.zh}>
              <Both of={line} />
            </div>
          ))}
        </li>
      ))}
    </ul>
    {busy(banks).length < banks.length && (
      <p>
        <Both of={filled(words.idle, { banks: idleNames(banks) })} />
      </p>
    )}
  </section>
);

const busy = (banks: readonly BankView[]): readonly BankView[] => banks.filter((bank) => linesOf(bank).length > 0);

const idleNames = (banks: readonly BankView[]): { readonly zh: string; readonly en: string } => {
  const names = banks.filter((bank) => linesOf(bank).length === 0).map(({ name }) => name);
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
};

/** Somebody has to come and show their ID: the visitor of the demo does it for them. */
export const Pickups = ({ banks, csrf }: BanksView) => {
  const waiting = banks.flatMap(({ works }) => works.filter(({ next }) => next === 'handed-over'));
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="pickup">
      <Heading of={words.pickup} id="pickup" />
      <p>
        <Both of={words.pickupLead} />
      </p>
      <PostForm action="/demo/pickup" csrf={csrf}>
        {waiting.map(({ number }) => (
          <div key={number} class="row">
            <PostButton name="number" value={number} of={filled(words.handOver, { number })} />
            <PostButton name="on-the-spot" value={number} of={filled(cardWords.onTheSpot, { number })} />
          </div>
        ))}
      </PostForm>
    </section>
  );
};

/** The newest first; more of them nobody looks for in a demo. */
const mostCards = 12;

/** Cards that were mailed or handed over, and what their people may ask for at the counter of the bank. */
export const Counters = ({ banks, csrf }: BanksView) => {
  const cards = banks.flatMap(({ name, cards: own }) => own.map((card) => ({ ...card, name })));
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby="counters">
      <Heading of={cardWords.title} id="counters" />
      <p>
        <Both of={cardWords.lead} />
      </p>
      {cards
        .toReversed()
        .slice(0, mostCards)
        .map(({ name, cardNumber, number, enabled, said }) => (
          <PostForm key={number} action="/demo/cards" csrf={csrf}>
            <strong>
              <Both of={filled(cardWords.card, { bank: name, end: cardNumber.slice(-3) })} />
              {enabled && <Both of={cardWords.isEnabled} />}
            </strong>
            {said && (
              <p class="problem" role="status">
                <Both of={said} />
              </p>
            )}
            <input type="hidden" name="number" value={number} />
            <div class="row">
              {wishesFor({ enabled }).map((wish) => (
                <PostButton key={wish} name="wish" value={wish} of={cardWords[wish]} />
              ))}
            </div>
          </PostForm>
        ))}
    </section>
  );
};

export const Banks = (view: BanksView) => (
  <section aria-labelledby="banks">
    <Heading of={words.banks} id="banks" />
    <p>
      <Both of={view.banks.length === 0 ? words.noBanks : words.banksLead} />
    </p>
    {view.banks.length > 0 && <BankControls {...view} />}
    {view.banks.length > 0 && <HabitControls {...view} />}
  </section>
);
