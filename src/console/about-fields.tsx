// What a question or complaint is about, chosen by staff: topic, bank and place, in the words that people read.
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { banksToName, type TypedAbout } from '../tickets/about-form.ts';
import { casePlaces, ticketTopics } from '../tickets/case.ts';
import { Select } from './counter-fields.tsx';
import type { ConsolePage } from './page.ts';

type AboutProps = { readonly page: ConsolePage; readonly snapshot: Snapshot; readonly typed: TypedAbout };

export const AboutFields = ({ page, snapshot, typed }: AboutProps) => {
  const { citizenSay, language } = page;
  return (
    <>
      <Select
        {...{ name: 'topic', label: citizenSay('ticket.topic'), values: typed }}
        empty={citizenSay('ticket.topicChoose')}
        options={ticketTopics.map((value) => ({ value, text: citizenSay(`ticket.topic.${value}`) }))}
      />
      <Select
        {...{ name: 'bank', label: citizenSay('ticket.bank'), values: typed }}
        empty={citizenSay('ticket.bankNone')}
        options={banksToName(snapshot).map((value) => ({ value, text: bankInWords(snapshot, value, language) }))}
      />
      <Select
        {...{ name: 'place', label: citizenSay('ticket.place'), values: typed }}
        empty={citizenSay('ticket.placeNone')}
        options={casePlaces.map((value) => ({ value, text: citizenSay(`ticket.place.${value}`) }))}
      />
    </>
  );
};
