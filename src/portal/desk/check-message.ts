// Checks a message somebody got: signs of fraud for anyone, our own messages only for the one they went to.
import { countFailure } from '../../identity/attempts.ts';
import { findSentMessage } from '../../messages/find-sent-message.ts';
import { forbiddenIn } from '../../messages/message.ts';
import type { Wiring } from '../../wiring.ts';
import type { MessageAnswer, MessageQuestion } from './desk.ts';

/**
 * What no message of ours holds (R-FRAUD-02, R-FRAUD-03) is told to anyone, whatever else it says. Beyond that a guest is
 * told nothing: whether we wrote to a phone is its owner's affair. Questions are counted by person, by address for guests.
 */
export const checkMessage = async (
  wiring: Wiring,
  { who, address, text, lastFour }: MessageQuestion,
): Promise<MessageAnswer> => {
  const by = who === null ? `address ${address}` : `person ${who.personId}`;
  if ((await countFailure(wiring, { at: 'message-asked', by })) < 0) return { kind: 'too-often' };
  const sign = forbiddenIn(text);
  if (sign) return { kind: 'not-ours', sign };
  if (who === null) return { kind: 'cannot-tell' };
  const sent = await findSentMessage(wiring, { personId: who.personId, lastFour, text });
  return sent ? { kind: 'ours', at: sent.at } : { kind: 'not-found' };
};
