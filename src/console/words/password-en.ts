// What the console says in English about the service password of somebody at the counter.
import type { passwordZh } from './password-zh.ts';

export const passwordEn: Readonly<Record<keyof typeof passwordZh, string>> = {
  'password.open': 'Do it here',
  'password.title': 'Service password',
  'password.for': 'Asked for by: {who}',
  'password.lead':
    'The person types it on the keypad; staff neither look, nor ask, nor note it. It has nothing to do with the password of the bank card or of the medical account.',
  'password.change': 'Change',
  'password.changeLead': 'For whoever knows the present one. An agent may change it, not reset it.',
  'password.old': 'Present service password',
  'password.new': 'New service password (6 to 12 digits)',
  'password.again': 'The new password once more',
  'password.notAgain': 'The two new passwords differ',
  'password.reset': 'Reset to the initial one',
  'password.resetLead':
    'When it is forgotten or locked. It is then the last 6 of the social security number, good for queries only: tell the person to change it soon.',
  'password.resetAct': 'Reset',
  'password.changed': 'The service password is changed.',
  'password.wasReset':
    'The service password is the initial one again (last 6 of the social security number). Remind the person to change it soon.',
};
