// What the bank of a card was asked about its account and has not done, with what to tell the holder.
import { accountAskOf } from '../cards/account-ask.ts';
import type { OwnCard } from '../cards/list-cards.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { ConsolePage } from './page.ts';
import { Fact } from './pieces.tsx';

type LineProps = {
  readonly page: ConsolePage;
  readonly card: OwnCard;
  readonly now: Temporal.Instant;
  readonly snapshot: Snapshot;
};

export const AccountLine = ({ page, card, now, snapshot }: LineProps) => {
  const ask = accountAskOf(card, now);
  if (ask === null || card.bank === null) return null;
  const what = page.citizenSay(`loss.ask.${ask.asked}`);
  const bank = bankInWords(snapshot, card.bank, page.language);
  return (
    <Fact label={page.say('loss.account')}>
      <span class={ask.state === 'waiting' ? undefined : 'late'}>
        {page.citizenSay(`loss.account.${ask.state}`, { bank, what })}
      </span>
    </Fact>
  );
};
