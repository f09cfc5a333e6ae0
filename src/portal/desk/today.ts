// What a person can do today, straight from the gate: open, open later with its day, not open and why.
import { isReplacementService } from '../../applications/replacement.ts';
import { currentCard } from '../../cards/current-card.ts';
import type { OwnCard } from '../../cards/list-cards.ts';
import { admit } from '../../policy/admit.ts';
import { bankInWords, policyWords } from '../../policy/explain.ts';
import { onlineChannels, type Question, type Service } from '../../policy/question.ts';
import type { Permitted, Refusal } from '../../policy/verdict.ts';
import { dayText, dayTextOf, timeText } from '../dates.ts';
import type { ClosedOffer, Offer, Offers, Running, Today } from '../pages/home.tsx';
import { type Say, sayIn } from '../words/words.ts';
import type { HelpRequestView, Who } from './desk.ts';
import { explainVerdict } from './explanation.ts';
import { isInHands, type OwnFile, openBankChange, questionOf } from './own-file.ts';

/** Services that can matter to somebody with this card; which of them are open is the gate's to say. */
const servicesFor = (file: OwnFile): readonly Service[] => {
  const card = currentCard(file.cards);
  if (card === null || card.generation < 3) return file.running ? [] : ['apply'];
  if (card.socialSecurity === 'not-enabled')
    return isInHands(file, card) ? ['enable', 'activate-finance', 'report-temporary-loss'] : [];
  if (card.socialSecurity === 'temporarily-lost') return ['release-temporary-loss', 'reissue'];
  if (card.socialSecurity === 'formally-lost') return ['reissue', 'release-formal-loss'];
  return ['activate-finance', 'report-temporary-loss', 'exchange-damaged', 'change-contact', 'reset-password'];
};

/** Where it is done on these pages; null: not here. */
const pathOf = (file: OwnFile, service: Service): string | null => {
  if (service === 'apply') return '/apply';
  if (service === 'reset-password') return '/me/password';
  if (service === 'change-contact') return '/me/contact';
  const card = currentCard(file.cards);
  if (service === 'report-temporary-loss' && card) return `/cards/${card.cardId}/loss`;
  if (card && isReplacementService(service)) return `/cards/${card.cardId}/replace`;
  return service === 'enable' && card ? `/cards/${card.cardId}/enable` : null;
};

/** `help` is the help request that is not done. */
export const todayOf = (file: OwnFile, { language }: Who, help: HelpRequestView | undefined): Today => {
  const say = sayIn(language);
  return {
    known: file.person !== undefined,
    // Helpers come for an application alone (R-ELDER-02).
    isHelped: file.person === undefined || servicesFor(file).includes('apply'),
    running: [
      ...lostNow(currentCard(file.cards), say),
      ...leftNow(file, say),
      ...[file.running ?? file.refused].flatMap((each) =>
        each === undefined ? [] : [runningOf(file, each, { language, say })],
      ),
      ...(help === undefined ? [] : [runningHelp(help, say)]),
    ],
    ...offersOf(file, servicesFor(file), language),
  };
};

/** Services as the gate answers them for this person today; none for whom the core system does not know. */
export const offersOf = (file: OwnFile, services: readonly Service[], language: Who['language']): Offers => {
  const say = sayIn(language);
  const offers = file.person === undefined ? [] : services.map((service) => offerOf(file, service, { language, say }));
  return {
    open: offers.flatMap((offer) => (offer.kind === 'open' ? [offer.offer] : [])),
    later: offers.flatMap((offer) => (offer.kind === 'later' ? [offer.offer] : [])),
    closed: offers.flatMap((offer) => (offer.kind === 'closed' ? [offer.offer] : [])),
  };
};

type Told = { readonly language: Who['language']; readonly say: Say };
type Sorted =
  | { readonly kind: 'open'; readonly offer: Offer }
  | { readonly kind: 'later' | 'closed'; readonly offer: ClosedOffer };

const offerOf = (file: OwnFile, service: Service, told: Told): Sorted => {
  const question = questionOf(file, service);
  const verdict = admit(file.snapshot, question);
  const href = pathOf(file, service);
  const title = policyWords(told.language).service[service];
  if (verdict.permitted && href !== null)
    return { kind: 'open', offer: { title, line: dueLine(verdict, told.say), href } };
  const places = placesFor(file, question, told);
  if (places !== null) return { kind: 'open', offer: { title, line: places, href: null } };
  return closedOffer(file, { title, question, told }, verdict);
};

const dueLine = ({ dueOn }: Permitted, say: Say): string | null =>
  dueOn === null ? null : say('home.dueOn', { date: dayTextOf(dueOn, say) });

type Asked = { readonly title: string; readonly question: Question; readonly told: Told };

const closedOffer = (file: OwnFile, { title, question, told }: Asked, verdict: Permitted | Refusal): Sorted => {
  // Permitted online, but not on these pages, and nowhere else: nothing to say but that it is not here.
  if (verdict.permitted) return { kind: 'open', offer: { title, line: null, href: null } };
  const refusal = explainVerdict(verdict, { snapshot: file.snapshot, question, language: told.language });
  const from = verdict.instead.find((each) => each.from !== undefined)?.from;
  if (from === undefined) return { kind: 'closed', offer: { title, line: null, refusal } };
  return {
    kind: 'later',
    offer: { title, line: told.say('home.opensOn', { date: dayTextOf(from, told.say) }), refusal },
  };
};

const elsewhere = [
  ...onlineChannels.filter((channel) => channel !== 'website'),
  'hotline',
  'district',
  'street',
  'bank',
] as const;

/** Every other place where the gate would let this person do it today, in words; null when there is none. */
const placesFor = (file: OwnFile, question: Question, { language, say }: Told): string | null => {
  const { channel: names } = policyWords(language);
  const bank = question.card?.bank ?? null;
  const isOpen = (channel: Question['channel'], at: string | null): boolean => {
    const outlet = channel === 'bank' ? ({ kind: 'bank', bank: at, instant: true } as const) : null;
    return admit(file.snapshot, { ...question, channel, outlet }).permitted;
  };
  const open = elsewhere.filter((channel) => isOpen(channel, bank));
  if (open.length === 0) return null;
  // Where the card's own bank alone may do it, nobody shall go to another one for nothing.
  const isAnyBank = file.snapshot.rows.banks.some(({ code }) => code !== bank && isOpen('bank', code));
  const nameOf = (channel: (typeof open)[number]): string =>
    channel === 'bank' && bank !== null && !isAnyBank
      ? say('home.atBank', { bank: bankInWords(file.snapshot, bank, language) })
      : names[channel];
  return say('home.atPlaces', { places: open.map(nameOf).join(say('home.comma')) });
};

/** A lost card is what its holder looks for first. */
const lostNow = (card: OwnCard | null, say: Say): readonly Running[] => {
  if (card?.socialSecurity !== 'temporarily-lost' && card?.socialSecurity !== 'formally-lost') return [];
  const { cardId, socialSecurity, lostUntil } = card;
  const line =
    lostUntil === null ? say('loss.formalLine') : say('loss.runningLine', { time: timeText(lostUntil, say) });
  return [{ href: `/cards/${cardId}/loss`, title: say(`loss.is.${socialSecurity}`), line, late: false }];
};

/** Between two banks: no card, and the next step is theirs. */
const leftNow = (file: OwnFile, say: Say): readonly Running[] =>
  openBankChange(file) === undefined || file.running !== undefined
    ? []
    : [{ href: '/me/change-bank', title: say('changeBank.title'), line: say('changeBank.runningLine'), late: false }];

const todos = {
  returned: 'home.returned',
  rejected: 'home.rejected',
  'account-refused': 'home.accountRefused',
  'ready-for-pickup': 'home.readyForPickup',
  'on-hold': 'home.onHold',
} as const;

/** What only the person can do now; undefined: nothing. */
const todoOf = (state: string) => Object.entries(todos).find(([each]) => each === state)?.[1];

const runningOf = (
  file: OwnFile,
  { number, service, state, dueOn }: NonNullable<OwnFile['running']>,
  { language, say }: Told,
): Running => {
  const href = `/applications/${number}`;
  const named = { state: say(`application.${state}`) };
  const title =
    service === 'apply'
      ? say('home.applicationTitle', named)
      : say('home.replacementTitle', { service: policyWords(language).service[service], ...named });
  const todo = todoOf(state);
  if (todo !== undefined) return { href, title, line: say(todo), late: false };
  const isMade = state !== 'submitted' && state !== 'in-production';
  if (dueOn === null || isMade) return { href, title, line: say('home.applicationMoving'), late: false };
  const days = dueOn.until(file.today).days;
  const date = dayText(dueOn, say);
  return days > 0
    ? { href, title, line: say('home.applicationLate', { date, days }), late: true }
    : { href, title, line: say('home.applicationLine', { date }), late: false };
};

const runningHelp = ({ id, state, who, wishedOn }: HelpRequestView, say: Say): Running => ({
  href: `/help-requests/${id}`,
  title: say('ask.runningTitle', { state: say(`ask.state.${state}`) }),
  line: say('ask.runningLine', { who, day: dayText(wishedOn, say) }),
  late: false,
});
