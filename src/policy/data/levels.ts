// How surely somebody must be known for what they do on the pages.
import { onlineChannels } from '../question.ts';
import type { LevelRow } from '../rows.ts';

const always = { channels: onlineChannels, from: '2024-01-31' } as const;

/**
 * The leaflet asks for the phone to log in and for name, ID number and face to apply. That looking at one's own things
 * needs the middle one, and what binds needs the last one, is our reading.
 */
export const levelRows: readonly LevelRow[] = [
  { ...always, id: 'level-phone', actions: ['open-home'], level: 1, rules: ['R-CHAN-20'] },
  {
    ...always,
    id: 'level-look',
    actions: ['see-own', 'see-record', 'check-own-message', 'urge', 'manage-sessions', 'manage-consents'],
    level: 2,
    rules: ['R-CHAN-21'],
    assumed: true,
  },
  {
    ...always,
    id: 'level-apply',
    actions: ['apply', 'choose-again', 'withdraw-application'],
    level: 3,
    rules: ['R-CHAN-21', 'R-GROUP-09'],
  },
  // Whoever asks for help has difficulty online: a face is not asked of them, but nobody is sent to a door in another's name.
  {
    ...always,
    id: 'level-help',
    actions: ['request-help'],
    level: 2,
    rules: ['R-ELDER-02', 'R-CHAN-21'],
    assumed: true,
  },
  // A lost card is stopped at once, wherever its holder is and whatever camera they have (R-LOSS-01); it ends by itself.
  {
    ...always,
    id: 'level-loss',
    actions: ['report-loss'],
    level: 2,
    rules: ['R-LOSS-01', 'R-CHAN-21'],
    assumed: true,
  },
  {
    ...always,
    id: 'level-bind',
    actions: ['enable', 'order-replacement', 'take-own-data', 'change-password', 'reset-password', 'change-contact'],
    level: 3,
    rules: ['R-CHAN-21'],
    assumed: true,
  },
];
