// The message that somebody may act for a person, or may not any more: it goes to the person, whoever it was that came.
import type { Part } from '../audit/command.ts';
import { type MessageKind, messageJob } from '../messages/message.ts';

/** To the phone of the record, if there is one; it names nobody. */
export const toldOf = (
  kind: Extract<MessageKind, 'authorisation-recorded' | 'authorisation-revoked'>,
  phone: string | null,
): Part => (phone === null ? {} : { jobs: [messageJob({ kind, to: phone, language: 'zh', parameters: {} })] });
