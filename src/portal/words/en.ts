// What the citizens' pages say in English; the same keys as the Chinese list.
import type { zh } from './zh.ts';

export const en: Readonly<Record<keyof typeof zh, string>> = {
  'site.name': 'Yikatong',
  'site.title': '{page} · Yikatong',
  'site.titleWithErrors': 'Error: {page} · Yikatong',
  'site.skip': 'Skip to the content',
  'site.demo': 'Demonstration: the city and its people are invented.',
  'site.demoLink': 'About the demonstration',
  'site.footer': 'Beijing social security card service',
  'site.loading': 'Sending…',

  'tabs.label': 'Main sections',
  'tabs.home': 'Home',
  'tabs.services': 'Services',
  'tabs.me': 'My card',

  'switch.label': 'Display',
  'switch.language': '中文',
  'switch.elderOn': 'Large text',
  'switch.elderOff': 'Standard',

  'hotline.call': 'Call 96066',
  'hotline.name': 'Card hotline',
  'hotline.text':
    'Call 96066 to ask, follow an application, report a temporary loss, enable a card or have someone help you.',

  'act.back': 'Back',
  'act.change': 'Change',
  'act.changeOf': 'Change {what}',
  'act.readAloud': 'Read to me',
  'act.stopReading': 'Stop reading',

  'errors.title': 'There is a problem',
  'errors.prefix': 'Error: ',
  'form.optional': ' (optional)',

  'refusal.title': 'This cannot be done yet',
  'refusal.why': 'Why: the rule (tap to read)',
  'refusal.instead': 'What you can do instead',
  'refusal.source': '{document}, {clause} ({date})',
  'refusal.sourceUndated': '{document}, {clause} (undated)',

  'notice.info': 'Note',
  'notice.warning': 'Important',
  'notice.done': 'Done',
  'notice.late': 'Late',

  'fraud.title': 'Beware of fraud',
  'fraud.noLinks': 'The bureau and the cooperating banks never send text messages with web links.',
  'fraud.noPasswords':
    'Nobody asks you by text message or mail for the account number or payment password of your card.',
  'fraud.keep': 'Keep your card safe and never lend it to anyone.',
  'fraud.report': 'If a message looks suspicious, call 96066 or the police.',

  'timeline.done': 'done',
  'timeline.now': 'under way',
  'timeline.late': 'late',
  'timeline.coming': 'to come',

  'service.apply': 'Apply for the third-generation card',
  'service.enable': 'Enable the social security function',
  'service.activate-finance': 'Activate the financial function',
  'service.report-temporary-loss': 'Report a temporary loss',
  'service.reissue': 'Replace a lost card',
  'service.exchange-damaged': 'Exchange a damaged card',
  'service.change-contact': 'Change address, occupation or phone',
  'service.reset-password': 'Change or reset the service password',
  'service.query-progress': 'Follow my application',
  'service.cancel': 'Cancel the social security function',
  'service.top-up-transit': 'Top up the transit account',
  'service.change-pension-account': 'Change the account of the pension',

  'home.title': 'Home',
  'home.heading': 'The third-generation social security card',
  'home.what':
    'One card for social security and banking: hospital, benefits, transit, parks and libraries. Applying, replacing and mailing are free.',
  'home.whatShort': 'Applying, replacing and mailing are free.',
  'home.oldCard': 'There is no hurry: cards of the first and second generation are not stopped and do not expire.',
  'home.self': 'For myself',
  'home.others': 'For somebody else',
  'home.outletsHint': 'Addresses, phones, and who makes cards on the spot',
  'home.othersHint': 'What guardians and agents may do',
  'home.canI': 'Can I apply now?',
  'home.canIHint': 'Three questions tell whether and where',
  'home.policy': 'The rules at a glance',
  'home.policyHint': 'Batches, banks and channels, each with its source',
  'home.progress': 'Follow my application',
  'home.progressHint': 'See how far it is by its number, without a login',
  'home.greeting': 'Hello {name}',
  'home.running': 'Under way',
  'home.openNow': 'You can do this today',
  'home.later': 'Possible later',
  'home.notForYou': 'Not possible now',
  'home.why': 'Why, and what to do instead',
  'home.nothingOpen': 'There is nothing for you to do today.',
  'home.opensOn': 'Possible from {date}',
  'home.dueOn': 'If you send it today it is made by {date}',
  'home.atBank': 'an outlet of {bank}',
  'home.atPlaces': 'Where: {places}',
  'home.comma': ', ',
  'home.applicationLine': 'To be made by {date}',
  'home.applicationLate': '{days} days over the limit of {date}; call 96066 to urge it on',
  'home.applicationMoving': 'See how far it is',
  'home.applicationTitle': 'Application for the card · {state}',
  'home.noRecord': 'We find no insurance record of yours. Call 96066, or ask your employer or the insurance office.',

  'services.title': 'Services',
  'services.lead': 'What this site can do, you can start here; for the rest you see where to go and what to bring.',
  'services.leadElder': 'Tap what you need.',
  'services.here': 'On this site',
  'services.elsewhere': 'Elsewhere',
  'services.ask': 'See where',

  'others.title': 'For somebody else',
  'others.minor': 'Under 18: the guardian does it',
  'others.minorText':
    'Bring the valid identity documents of both and proof of the guardianship, such as the household register or the birth certificate.',
  'others.agent': 'Adults: an authorised agent',
  'others.agentText':
    'An agent may enable a card, report a temporary loss, change the service password and ask for the state of the card. Applying is up to the person.',
  'others.agentDocuments':
    'Bring the cards or identity documents of both in the original, and a written authorisation.',
  'others.help': 'Helping an elderly person',
  'others.helpText':
    'Whoever finds this difficult can ask street or community workers, or call 96066 for help or a visit of the bank at home.',
  'others.here':
    'This site takes applications of the person only. To act for somebody else call 96066 or visit an outlet.',

  'date.day': '{day} {month} {year}',
  'date.month': '{month} {year}',
  'date.months': 'January February March April May June July August September October November December',
};
