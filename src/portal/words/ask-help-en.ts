// What the pages about help at home say in English; the same keys as the Chinese list.
import type { askHelpZh } from './ask-help-zh.ts';

export const askHelpEn: Readonly<Record<keyof typeof askHelpZh, string>> = {
  'refused.HOLDER_NOT_CONFIRMED':
    'You have to be there, confirm the answers and give the consents yourself before it can be sent.',
  'refused.HELP_REQUESTED_ALREADY': 'You have asked for help already. You can ask again when it is done or withdrawn.',
  'refused.DAY_NOT_OFFERED': 'Nobody can come on this day. Go back and choose another one.',
  'refused.OUTLET_NOT_STREET': 'There is no such street outlet. Go back and choose again.',
  'refused.HELP_REQUEST_UNKNOWN': 'There is no such request of yours.',
  'refused.WRONG_HELP_STATE': 'This request is over and cannot be changed any more.',
};
