// 我的记录: what happened, who did it, and who looked, as facts for the page.
import { listEvents } from '../../audit/audit-store.ts';
import type { EventChannel } from '../../audit/event.ts';
import { type Look, listLooks } from '../../audit/list-looks.ts';
import { listGivenAuthorisations } from '../../authorisations/list-authorisations.ts';
import { maskName } from '../../base/masking.ts';
import { bankInWords, policyWords } from '../../policy/explain.ts';
import { channels } from '../../policy/question.ts';
import type { Wiring } from '../../wiring.ts';
import type { RecordView, Who } from './desk.ts';
import { ownDoubts } from './own-doubts.ts';

/** Looks on one page; the file has as many. */
export const mostLooks = 200;

export const recordOf = async (wiring: Wiring, who: Who): Promise<RecordView> => {
  const { sql } = wiring;
  const [events, looks, doubts, given] = await Promise.all([
    listEvents(sql, who.personId),
    listLooks(wiring, who.personId, mostLooks),
    ownDoubts(wiring, who),
    listGivenAuthorisations(wiring, who.personId),
  ]);
  const bankName = (code: string): string => bankInWords(wiring.policy.current(), code, who.language);
  const agents = new Map<string, string>(given.map((each) => [each.authorisationId, maskName(each.agent.name)]));
  return {
    entries: events.toReversed().map(({ seq, action, subject, at, channel, bank, actor, actorId, facts }) => ({
      ...{ id: String(seq), action, at, actor },
      doubt: doubts.ofEvent(seq),
      mayDoubt: doubts.ofEvent(seq) === null && !subject.startsWith('doubt:'),
      place: bank === null ? channelName(channel, who) : bankName(bank),
      forAnother:
        actor !== 'holder' &&
        actor !== 'bank' &&
        actor !== 'system' &&
        channel !== 'console' &&
        actorId !== who.personId,
      agent: agents.get(facts.authorisation ?? '') ?? null,
    })),
    looks: looks.map((look) => ({
      id: look.traceId,
      doubt: doubts.ofLook(look.traceId),
      who: lookerName(look, { who, bankName }),
      at: look.at,
      ...whyOf(look),
    })),
    most: looks.length === mostLooks ? mostLooks : null,
  };
};

type Naming = { readonly who: Who; readonly bankName: (code: string) => string };

/** The outlet, the bank or the hotline that looked; '' for the bureau itself, which the page names. Never a name of staff. */
const lookerName = (look: Look, { who, bankName }: Naming): string => {
  if (look.actor === 'bank') return bankName(look.actorId);
  return look.outletName ?? (look.bank === null ? channelName(look.channel, who) : bankName(look.bank));
};

const whyOf = ({ purpose, note }: Look) => ({ purpose, note });

const channelName = (channel: EventChannel, { language }: Who): string => {
  const own = channels.find((each) => each === channel);
  return own === undefined ? '' : policyWords(language).channel[own];
};
