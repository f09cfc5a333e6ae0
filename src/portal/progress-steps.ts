// From what happened to an application to the steps of its timeline: done with time and place, now, and what is to come.
import type { TimelineStep } from './components/timeline.tsx';
import { dayText, timeText } from './dates.ts';
import type { ApplicationView, Milestone } from './views.ts';
import type { Say } from './words/words.ts';

type Step = Milestone['step'];
/** What the steps are made from, for whoever looks at them. */
type Course = Pick<ApplicationView, 'state' | 'delivery' | 'milestones' | 'dueOn' | 'today'> &
  // For whoever may see it.
  Partial<Pick<ApplicationView, 'trackingNumber'>>;

const expected = {
  mail: ['submitted', 'in-production', 'produced', 'mailed', 'enabled'],
  outlet: ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'enabled'],
} as const;

/** Where nothing more is to come. */
const endings: readonly Step[] = ['withdrawn', 'account-refused', 'rejected'];
/** What it waits for, where somebody else than its bank has to go on (G-39, G-40, 3.3-f). */
const awaited = {
  returned: 'progress.chooseDelivery',
  'account-refused': 'progress.chooseBank',
  rejected: 'progress.correct',
  // The bureau looks into it first (G-38).
  'on-hold': 'progress.held',
} as const;
const isAwaiting = (state: ApplicationView['state']): state is keyof typeof awaited => Object.hasOwn(awaited, state);
/** The card is made: the time limit of production counts up to here, mailing is not in it (R-PROD-06). */
const madeSteps: readonly Step[] = ['produced', 'mailed', 'ready-for-pickup', 'collected', 'received', 'enabled'];

export const isEnded = ({ state }: Pick<Course, 'state'>): boolean => endings.includes(state);

/** Whole days over the limit while the card is not made; 0 when it is not late. */
export const daysLate = (view: Course): number => {
  if (view.dueOn === null || isEnded(view) || isMade(view)) return 0;
  return Math.max(0, view.dueOn.until(view.today).days);
};

const isMade = ({ milestones }: Pick<Course, 'milestones'>): boolean =>
  milestones.some(({ step }) => madeSteps.includes(step));

const deadlineText = (view: Course, say: Say): readonly string[] => {
  if (view.dueOn === null || isMade(view)) return [];
  const date = dayText(view.dueOn, say);
  const days = view.today.until(view.dueOn).days;
  if (days === 0) return [say('progress.dueToday')];
  return [days > 0 ? say('progress.dueOn', { date, days }) : say('progress.overdue', { date, days: -days })];
};

const doneStep = ({ step, at, place }: Milestone, say: Say): TimelineStep => ({
  state: 'done',
  title: say(step === 'received' ? 'progress.enabled' : `progress.${step}`),
  lines: [timeText(at, say), place].filter((line) => line !== ''),
});

/** The number of the letter stands with its sending, the latest one. */
const doneSteps = ({ milestones, trackingNumber = null }: Course, say: Say): readonly TimelineStep[] => {
  const mailed = milestones.findLastIndex(({ step }) => step === 'mailed');
  return milestones.map((milestone, index) => {
    const done = doneStep(milestone, say);
    if (index !== mailed || trackingNumber === null) return done;
    return { ...done, lines: [...done.lines, say('progress.tracking', { number: trackingNumber })] };
  });
};

/** What happened and still counts: a card that came back has to be sent or laid out again (G-40). */
const standing = (milestones: ApplicationView['milestones']): ReadonlySet<Step> => {
  const steps = milestones.map(({ step }) => step);
  const back = steps.lastIndexOf('returned');
  return new Set(steps.filter((step, index) => index > back || (step !== 'mailed' && step !== 'ready-for-pickup')));
};

/** The first step that has not happened is the running one and carries the deadline; the others follow. */
export const progressSteps = (view: Course, say: Say): readonly TimelineStep[] => {
  const happened = standing(view.milestones);
  const done = doneSteps(view, say);
  if (isAwaiting(view.state)) return [...done, { state: 'now', title: say(awaited[view.state]), lines: [] }];
  if (isEnded(view) || happened.has('enabled')) return done;
  const [now, ...coming] = expected[view.delivery].filter((step) => !happened.has(step));
  if (now === undefined) return done;
  const state = daysLate(view) > 0 ? 'late' : 'now';
  return [
    ...done,
    { state, title: say(`progress.${now}`), lines: deadlineText(view, say) },
    ...coming.map((step): TimelineStep => ({ state: 'coming', title: say(`progress.${step}`), lines: [] })),
  ];
};
