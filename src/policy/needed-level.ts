// Which proof of identity an action needs at a channel on a day: rows of the policy, asked here and nowhere else.
import { PolicyRowsError, rowOn } from './dated-rows.ts';
import { type Channel, onlineChannels } from './question.ts';
import type { Day } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

/** What people do after a login: services by their names, and what the pages offer beside them. */
export const guardedActions = [
  'open-home',
  'see-own',
  'see-record',
  'check-own-message',
  'urge',
  'manage-sessions',
  'manage-consents',
  'apply',
  'choose-again',
  'withdraw-application',
  'enable',
  'change-password',
  'reset-password',
  'change-contact',
  'take-own-data',
  'request-help',
  'report-loss',
  'order-replacement',
] as const;
export type GuardedAction = (typeof guardedActions)[number];

/** 1 phone, 2 name and ID number, 3 face or an equal proof (R-CHAN-20, R-CHAN-21); 0 no login. */
export type NeededLevel = { readonly level: 0 | 1 | 2 | 3; readonly rules: readonly string[] };

const strongest: NeededLevel = { level: 3, rules: ['R-CHAN-21'] };
/** At a counter or on the telephone nobody logs in: the gate asks for the documents that are shown there. */
const noLogin: NeededLevel = { level: 0, rules: [] };

/** `channel` is one of ours, or one that the bureau added. */
type Asked = { readonly action: GuardedAction; readonly channel: string; readonly on: Day };

/** The level of the row that holds; on a day before the first row the strongest one. */
export const neededLevel = (snapshot: Snapshot, { action, channel, on }: Asked): NeededLevel => {
  const online =
    onlineChannels.find((each) => each === channel) ?? (isAddedOnline(snapshot, channel) ? asThere : undefined);
  if (online === undefined) return noLogin;
  const row = rowOn(snapshot.levels, levelKey(action, online), on);
  return row === undefined ? strongest : { level: row.level, rules: row.rules };
};

/** An added channel asks for what this one asks for, as it offers what this one offers (R-CHAN-06). */
const asThere: Channel = 'minsheng';

/** Also on days on which its row does not hold: what is no counter never goes without a login. */
const isAddedOnline = ({ rows }: Pick<Snapshot, 'rows'>, channel: string): boolean =>
  rows.channels.some((row) => row.channel === channel && row.online);

export const levelKey = (action: GuardedAction, channel: Channel): string => `${action}/${channel}`;

/** Throws PolicyRowsError where an action has no row at an online channel: forgetting one must not open anything. */
export const checkLevels = ({ levels }: Pick<Snapshot, 'levels'>): void => {
  const missing = guardedActions
    .flatMap((action) => onlineChannels.map((channel) => levelKey(action, channel)))
    .filter((key) => !levels.has(key));
  if (missing.length > 0)
    throw new PolicyRowsError([{ code: 'absent', row: missing.join(' '), text: `no level for ${missing.join(', ')}` }]);
};
