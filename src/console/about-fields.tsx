// What a question or complaint is about, chosen by staff: topic, bank and place, in the words that people read.
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { banksToName, type TypedAbout } from '../tickets/about-form.ts';
import { casePlaces, ticketTopics } from '../tickets/case.ts';
import type { ConsolePage } from './page.ts';

type AboutProps = { readonly page: ConsolePage; readonly snapshot: Snapshot; readonly typed: TypedAbout };

export const AboutFields = ({ page, snapshot, typed }: AboutProps) => {
  const { citizenSay, language } = page;
  return (
    <>
      <Choice
        {...{ name: 'topic', label: citizenSay('ticket.topic'), value: typed.topic }}
        empty={citizenSay('ticket.topicChoose')}
        options={ticketTopics.map((value) => [value, citizenSay(`ticket.topic.${value}`)])}
      />
      <Choice
        {...{ name: 'bank', label: citizenSay('ticket.bank'), value: typed.bank }}
        empty={citizenSay('ticket.bankNone')}
        options={banksToName(snapshot).map((bank) => [bank, bankInWords(snapshot, bank, language)])}
      />
      <Choice
        {...{ name: 'place', label: citizenSay('ticket.place'), value: typed.place }}
        empty={citizenSay('ticket.placeNone')}
        options={casePlaces.map((value) => [value, citizenSay(`ticket.place.${value}`)])}
      />
    </>
  );
};

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Words of the first entry, which chooses nothing. */
  readonly empty: string;
  readonly options: readonly (readonly [value: string, text: string])[];
};

/** One choice of a form. */
export const Choice = ({ name, label, value, empty, options }: ChoiceProps) => (
  <div class="field">
    <label class="label" for={name}>
      {label}
    </label>
    <select id={name} name={name}>
      <option value="">{empty}</option>
      {options.map(([each, text]) => (
        <option key={each} value={each} selected={each === value}>
          {text}
        </option>
      ))}
    </select>
  </div>
);
