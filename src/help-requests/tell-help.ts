// What a person is told of their help request on the phone: who comes, around which day, or that nobody can.
import { bankName } from '../applications/use-case.ts';
import type { Part } from '../audit/command.ts';
import { messageJob } from '../messages/message.ts';
import { dayInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { HelpContent } from './help-request.ts';

type Told = {
  readonly kind: 'help-requested' | 'help-accepted' | 'help-declined';
  readonly to: Pick<HelpContent, 'phone' | 'language'>;
  readonly comes: {
    readonly bank: string | null;
    readonly outletName: string | null;
    readonly wishedOn: Temporal.PlainDate;
  };
};

/** Never more than who comes and when: no address, no name, no link (R-FRAUD-02). */
export const tellHelp = (snapshot: Snapshot, { kind, to: { phone, language }, comes }: Told): Part => {
  const who = comes.bank === null ? (comes.outletName ?? '') : bankName(snapshot, comes.bank, language);
  const parameters = { who, day: dayInWords(comes.wishedOn.toString(), language) };
  return { jobs: [messageJob({ kind, to: phone, language, parameters })] };
};
