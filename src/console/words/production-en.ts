// What the console says in English about production: what is held, what has no last day, and the lots of the banks.

export const productionEn = {
  'hold.open': 'Put on hold',
  'hold.title': 'Put an application on hold',
  'hold.lead':
    'Application {number} stops where it stands: its bank does not see it or cannot report on it, and the applicant is told. Then let it go on, or send it back.',
  'hold.which': 'Why (the applicant can see it)',
  'hold.act': 'Put on hold',
  'hold.back': 'Change nothing',
  'hold.missing': 'Choose at least one reason.',
  'hold.APPLICATION_UNKNOWN': 'There is no such application.',
  'hold.WRONG_STATE': 'Its state is another by now; look at the application again.',
  'hold.BUSY': 'Somebody else is at it. Try again in a moment.',
  'hold.KEY_REUSED': 'This form was used before. Go back and fill it in again.',
  'release.open': 'Let it go on',
  'release.title': 'Let an application go on',
  'release.lead':
    'Application {number} goes on where it stood, with the same last day, and the applicant is told. What stands below holds it no second time. If no card can be issued, send it back instead.',
  'release.act': 'Let it go on',
  'alarm.title': 'For the bureau to see to',
  'alarm.undated': 'Applications without a last day: {count}. The calendar of {year} is not here yet.',
  'alarm.addYear': 'Add that year',
  'alarm.see': 'See them',
  'alarm.held': 'Applications on hold, to be checked: {count}.',
  'action.hold-application': 'Put an application on hold, let it go on',
} as const;
