// A card that came back goes another way: mailed again, or to an outlet of the same bank (G-40).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Result, refused } from '../base/result.ts';
import { placeOrderAgain } from '../production/order-parts.ts';
import { openApplication, sealApplication } from './application.ts';
import { applicationLifecycle } from './application-lifecycle.ts';
import { type ChoosingRow, findChoosing, moveApplicationAsChosen } from './applications-store.ts';
import { type Choosing, type ChoosingRefused, outletProblem } from './choosing.ts';
import { contentOfChoice, outletOfChoice } from './delivery-choice.ts';
import { type Ground, levelTooLow } from './use-case.ts';

export type DeliveryChosen = { readonly number: string };
export type ChooseDeliveryRefused = ChoosingRefused | CommandRefused;

const rules = ['R-DELIV-01', 'R-DELIV-03'];

/** returned → produced; the order waits at its bank again at once, to be delivered. The card itself stays as it is. */
export const chooseDeliveryAgain = async (
  ground: Ground,
  choosing: Choosing,
): Promise<Result<DeliveryChosen, ChooseDeliveryRefused>> => {
  const { personId, actor, actorId, channel, key, number, choice } = choosing;
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'choose-delivery-again',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `person:${actorId}`, key, request: { personId, number, choice } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) =>
      findChoosing(ground.sql, { personId, number, outletId: outletOfChoice(choice) }, earlierAnswer),
    decide: (row) => decide(ground, { choosing, at }, row),
  });
};

type Case = { readonly choosing: Choosing; readonly at: Temporal.Instant };

const decide = (
  { sql, keys, policy }: Ground,
  { choosing, at }: Case,
  row: ChoosingRow,
): Decision<DeliveryChosen, ChooseDeliveryRefused> => {
  const { level, choice, channel } = choosing;
  const { number, applicationId, state, bank, personId } = row;
  const { from, to } = applicationLifecycle['choose-delivery-again'];
  const tooLow = levelTooLow({ policy }, { action: 'choose-again', channel, level, at });
  if (tooLow) return tooLow;
  if (!leadsFrom({ from }, state)) return rejection(refused('NOTHING_TO_CHOOSE', {}), rules);
  const problem = outletProblem(choice, { outletBank: row.outletBank, bank });
  if (problem) return rejection(problem, rules);
  const content = openApplication(keys, personId, row.sealed);
  const sealed = sealApplication(keys, personId, { ...content, ...contentOfChoice(choice), trackingNumber: null });
  const { delivery } = choice;
  const outletId = outletOfChoice(choice);
  return change(
    { number },
    {
      happenings: [
        {
          action: 'choose-delivery-again',
          subject: `application:${applicationId}`,
          rules,
          facts: { from: state, to, delivery, ...(outletId && { chosenOutlet: outletId }) },
        },
      ],
      writes: [moveApplicationAsChosen(sql, { applicationId, from, to, delivery, outletId, sealed, bank: null })],
    },
    placeOrderAgain(sql, { applicationId, bank, visibleAt: at }),
  );
};
