// Guards about who asks, what they bring, and how the card comes to them.
import { isOneOf } from '../base/one-of.ts';
import { type Asked, applyingServices, type Guard, missing, whoRow } from './asked.ts';
import { rowOn } from './dated-rows.ts';
import { type Actor, actors, type Document } from './question.ts';
import type { DeliveryRow } from './rows.ts';
import type { Instead } from './verdict.ts';

const others = (asked: Asked, except: readonly Actor[]): readonly Instead[] =>
  actors.filter((actor) => !except.includes(actor) && whoRow(asked, actor)).map((actor) => ({ step: `by-${actor}` }));

const isApplying = (asked: Asked): boolean =>
  applyingServices.has(asked.question.service) || asked.question.service === 'issue-instantly';

/** Where anybody may ask, it does not matter who does. */
const everybodyMay = (asked: Asked): boolean => actors.every((actor) => whoRow(asked, actor) !== undefined);

/** R-PROXY-01, R-PROXY-03 to R-PROXY-05 and the matrix of people: the asking person may act in this service. */
export const actorIsAllowed: Guard = (asked) => {
  const { question, minor } = asked;
  const { actor } = question;
  if (everybodyMay(asked)) return undefined;
  if (actor === undefined) return missing('actor');
  if (actor === 'guardian') {
    if (minor === undefined) return missing('person.birthDate');
    if (!minor) {
      return {
        code: 'ACTOR_NOT_ALLOWED',
        rules: ['R-PROXY-04'],
        facts: { actor },
        instead: others(asked, ['guardian', 'helper', 'bank-staff']),
      };
    }
  }
  if (actor !== 'guardian' && minor && isApplying(asked)) {
    return {
      code: 'ACTOR_NOT_ALLOWED',
      rules: ['R-PROXY-03'],
      facts: { actor },
      instead: [{ step: 'by-guardian', documents: ['holder-id', 'guardian-id', 'guardianship-proof'] }],
    };
  }
  // R-GROUP-16: a clerk collects for the whole order, never one card for one person.
  const isSinglePickup = actor === 'clerk' && question.service === 'collect' && question.delivery !== 'employer-pickup';
  if (asked.who && !isSinglePickup) return undefined;
  const helperAtDoor: readonly Instead[] =
    actor === 'helper' && rowOn(asked.snapshot.who, `${question.service}/door/helper`, asked.day)
      ? [{ channel: 'door' }]
      : [];
  return {
    code: 'ACTOR_NOT_ALLOWED',
    rules: question.service === 'open-group' ? ['R-GROUP-04'] : rulesOfScope(actor),
    facts: { actor },
    instead: [...helperAtDoor, ...others(asked, [actor])],
  };
};

const rulesOfScope = (actor: Actor): readonly string[] => {
  switch (actor) {
    case 'agent':
      return ['R-PROXY-01', 'R-PROXY-05'];
    case 'clerk':
      return ['R-GROUP-04', 'R-GROUP-05'];
    case 'helper':
      return ['R-ELDER-02', 'R-ELDER-04'];
    case 'bank-staff':
      return ['R-GROUP-17', 'R-ELDER-03'];
    default:
      return ['R-PROXY-01'];
  }
};

/** What has to be brought: the row's list, changed by what is known of the card and the reason. */
export const documentsFor = (asked: Asked): readonly Document[] => {
  const row = asked.who;
  const { service, card, reason, actor } = asked.question;
  if (!row) return [];
  // G-03: after a death nobody can authorise; the agent proves the death or the settlement and the relation.
  if (service === 'cancel' && reason === 'death' && actor === 'agent')
    return ['agent-id', 'agent-material', 'settlement-proof'];
  // G-34: a card that is formally lost cannot be brought.
  if (service === 'cancel' && card?.socialSecurity === 'formally-lost')
    return row.documents.filter((each) => each !== 'card');
  return actor === 'agent' ? ofPrincipal(row.documents, asked.question.documents) : row.documents;
};

/** R-PROXY-02: of the principal the social card does as well as the ID, where it is not asked for itself. */
const ofPrincipal = (needed: readonly Document[], brought: readonly string[] = []): readonly Document[] =>
  needed.includes('card') || brought.includes('holder-id') || !brought.includes('card')
    ? needed
    : needed.map((each) => (each === 'holder-id' ? 'card' : each));

/** Where documents were named, each one that is needed is among them (R-DELIV-05, R-ENABLE-02, R-PROXY-02, R-PROXY-04 …). */
export const documentsAreThere: Guard = (asked) => {
  const brought = asked.question.documents;
  if (brought === undefined) return undefined;
  const lacking = documentsFor(asked).filter((document) => !brought.includes(document));
  if (lacking.length === 0) return undefined;
  // R-REISSUE-02, R-CHANGEBANK-04: without the card it is a loss, and a re-issue.
  const lost: readonly Instead[] =
    lacking.includes('card') && /^exchange|^change-bank-cancel$/.test(asked.question.service)
      ? [{ service: 'reissue', channel: 'bank' }]
      : [];
  const lostFirst: readonly Instead[] =
    lacking.includes('card') && asked.question.service === 'cancel'
      ? [{ service: 'report-formal-loss', channel: 'street' }]
      : [];
  return {
    code: 'DOCUMENT_MISSING',
    rules: asked.who?.rules ?? [],
    facts: { documents: lacking.join(' ') },
    instead: [{ documents: lacking }, ...lost, ...lostFirst],
  };
};

const deliveryRows = ({ snapshot, question, day, places, group }: Asked): readonly DeliveryRow[] => {
  const employer = question.person?.employer;
  // R-DELIV-02: the employer's ways belong to its order, so to people who apply under it.
  const ordered =
    employer?.groupOpen === true && (group === 'employee' || (group === 'student' && employer.kind === 'school'));
  const keys = places.flatMap((place) => [
    `${question.service}/${place}`,
    ...(ordered ? [`${question.service}/${place}/employer`] : []),
  ]);
  return keys.map((key) => rowOn(snapshot.deliveries, key, day)).filter((row) => row !== undefined);
};

/** The ways in which the card can come to the person, in the order of the rules; empty where no card is made. */
export const offeredDeliveries = (asked: Asked): readonly string[] =>
  deliveryRows(asked).flatMap((row) => row.deliveries);

/** R-DELIV-01, R-DELIV-02, R-DELIV-08: the way of delivery is one of those offered. */
export const deliveryIsOffered: Guard = (asked) => {
  const { delivery } = asked.question;
  if (!delivery) return undefined;
  const rows = deliveryRows(asked);
  // Where no card is made there is nothing to deliver.
  if (rows.length === 0) return undefined;
  if (rows.some((row) => isOneOf(row.deliveries, delivery))) return undefined;
  // R-PROD-02: a card made on the spot is handed over there; a wish for mail or an outlet has nothing to decide.
  const onTheSpot = rows.every((row) => row.deliveries.every((each) => each === 'on-the-spot'));
  if (onTheSpot && (delivery === 'mail' || delivery === 'outlet')) return undefined;
  const employersOnly = delivery === 'bank-visit' || delivery === 'employer-pickup';
  return {
    code: 'DELIVERY_NOT_OFFERED',
    rules: [...new Set([...rows.flatMap((row) => row.rules), ...(employersOnly ? ['R-DELIV-02'] : [])])],
    facts: { delivery },
    instead: offeredDeliveries(asked).map((each) => ({ step: `delivery-${each}` })),
  };
};
