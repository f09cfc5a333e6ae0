// 我的记录: what happened, who did it, and who looked, as facts for the page.
import { listEvents, listTraces } from '../../audit/audit-store.ts';
import type { EventChannel } from '../../audit/event.ts';
import { bankInWords, policyWords } from '../../policy/explain.ts';
import { channels } from '../../policy/question.ts';
import type { Wiring } from '../../wiring.ts';
import type { RecordView, Who } from './desk.ts';

/** Looks on one page; the file has as many. */
export const mostLooks = 200;

export const recordOf = async (wiring: Wiring, who: Who): Promise<RecordView> => {
  const { sql } = wiring;
  const [events, looks] = await Promise.all([listEvents(sql, who.personId), listTraces(sql, who.personId, mostLooks)]);
  const bankName = (code: string): string => bankInWords(wiring.policy.current(), code, who.language);
  return {
    entries: events.toReversed().map(({ action, at, channel, bank, actor, actorId }) => ({
      ...{ action, at, actor },
      place: bank === null ? channelName(channel, who) : bankName(bank),
      forAnother: actor !== 'holder' && actor !== 'bank' && actor !== 'system' && actorId !== who.personId,
    })),
    looks: looks.map(({ actor, actorId, channel, at, purpose }) => ({
      who: actor === 'bank' ? bankName(actorId) : channelName(channel, who),
      ...{ at, purpose },
    })),
    most: looks.length === mostLooks ? mostLooks : null,
  };
};

const channelName = (channel: EventChannel, { language }: Who): string => {
  const own = channels.find((each) => each === channel);
  return own === undefined ? '' : policyWords(language).channel[own];
};
