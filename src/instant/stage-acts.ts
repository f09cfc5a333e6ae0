// What each stage does: the bank's reports about the order, the machines, and the blank that goes with them.
import type { Ground } from '../applications/use-case.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { activateFinance } from '../cards/activate-finance.ts';
import { enableCard } from '../cards/enable-card.ts';
import { reportHandedOver } from '../delivery/report-handed-over.ts';
import { reportMadeOnTheSpot } from '../delivery/report-ready-at-outlet.ts';
import { reportAccountOpened } from '../production/report-account-opened.ts';
import { reportProduced } from '../production/report-produced.ts';
import { spoil, takeBlank } from './blank.ts';
import type { DeviceRefused } from './devices.ts';
import type { InstantStage } from './instant-stages.ts';
import type { StageActed, StageActRefused, StageCase } from './run-stage.ts';

type Act = (ground: Ground, given: StageCase) => Promise<Result<StageActed, StageActRefused>>;

const unchanged = ({ job, content }: StageCase): StageActed => ({ content, blank: job.blank, attempt: job.attempt });

/** The account is the bank's; what comes back from here is the number the card is made under. */
const openAccount: Act = async (ground, given) => {
  const { job, content, asked } = given;
  const { accountLastFour = '' } = asked.entered;
  if (!/^\d{4}$/.test(accountLastFour)) return refused('ACCOUNT_DIGITS', {});
  const { bank, number, jobId } = job;
  const opened = await reportAccountOpened(ground, { bank, number, key: `${jobId} account`, body: {} });
  if (!opened.ok) return opened;
  const { cardNumber } = opened.value;
  return ok({ ...unchanged(given), content: { ...content, cardNumber, accountLastFour } });
};

/** R-PHOTO-01: the picture the card will show was shown to its person. */
const confirmPhoto: Act = async (_, given) =>
  given.asked.entered.confirmed === true ? ok(unchanged(given)) : refused('NOT_CONFIRMED', {});

/** The blank is taken before the machine is asked: whatever becomes of it, it is no longer among the good ones. */
const personalise: Act = async (ground, given) => {
  const { content, asked, devices } = given;
  if (content.cardNumber === null) throw new Error('no card number was allotted');
  const taken = await takeBlank(ground, asked);
  if (!taken.ok) return taken;
  const { attempt } = taken.value;
  const written = await devices.personalise({ ...at(given, attempt), cardNumber: content.cardNumber });
  if (!written.ok) return spoiled(ground, given, { attempt, failure: written });
  return ok({ content: { ...content, chip: written.value }, blank: 'taken', attempt });
};

const print: Act = async (ground, given) => {
  const { attempt } = given.job;
  const printed = await given.devices.print(at(given, attempt));
  return printed.ok ? ok(unchanged(given)) : spoiled(ground, given, { attempt, failure: printed });
};

/** The chip says what was written into it; only then is there a card (R-PROD-08). */
const verify: Act = async (ground, given) => {
  const { job, content, devices } = given;
  const { attempt, bank, number, jobId } = job;
  const { chip, accountLastFour } = content;
  if (chip === null || accountLastFour === null) throw new Error('a card was printed that no chip was written for');
  const read = await devices.read(at(given, attempt));
  if (!read.ok) return spoiled(ground, given, { attempt, failure: read });
  const isSame = read.value.chipId === chip.chipId && read.value.specificationVersion === chip.specificationVersion;
  if (!isSame) return spoiled(ground, given, { attempt, failure: refused('CHIP_DIFFERS', {}) });
  const produced = await reportProduced(ground, {
    bank,
    number,
    key: `${jobId} produced`,
    body: { ...chip, accountLastFour },
  });
  return produced.ok ? ok({ ...unchanged(given), blank: 'used' }) : produced;
};

/** R-DELIV-05: into the hand of whoever showed their document. */
const handOver: Act = async (ground, given) => {
  const { job, content, asked } = given;
  const { bank, number, jobId, outletId } = job;
  const { documents = [], collectedBy = 'holder' } = asked.entered;
  const made = await reportMadeOnTheSpot(ground, { bank, number, key: `${jobId} ready`, body: { outletId } });
  if (!made.ok) return made;
  const body = { outletId, documents, collectedBy, enable: false, activate: false };
  // Another document, another report: what was refused for one that was missing is asked anew.
  const key = `${jobId} handed-over ${documents.join(' ')} ${collectedBy}`;
  const handed = await reportHandedOver(ground, { bank, number, key, body: { ...body, documents: [...documents] } });
  if (!handed.ok) return handed;
  return ok({ ...unchanged(given), content: { ...content, taken: { by: collectedBy, documents: [...documents] } } });
};

/** On the spot and with consent (G-13, R-DELIV-04); who declines leaves with a card that is not enabled (R-ENABLE-03). */
const enable: Act = async (ground, given) => {
  const { job, content, asked } = given;
  const { bank, jobId, outletId } = job;
  const { wish } = asked.entered;
  const { cardNumber, taken } = content;
  if (cardNumber === null || taken === null) throw new Error('a card was handed over that has no number');
  const { by: actor, documents } = taken;
  if (wish === undefined) return refused('NOT_CONFIRMED', {});
  if (wish === 'neither') return ok(unchanged(given));
  const shown = documents.includes('card') ? documents : [...documents, 'card' as const];
  const key = `${jobId} ${wish} ${shown.join(' ')}`;
  const done =
    wish === 'enable'
      ? await enableCard(ground, {
          ...{ cardNumber, actor, actorId: asked.keeper.account, channel: 'bank', level: 0, key },
          served: { by: 'staff', outletId, bank, documents: shown },
        })
      : await activateFinance(ground, {
          ...{ bank, key, cardNumber, place: 'counter', outletId, actor, documents: shown, enable: true },
        });
  return done.ok ? ok(unchanged(given)) : done;
};

const at = ({ job: { outletId, jobId } }: StageCase, attempt: number) => ({ outletId, jobId, attempt });

type Failed = { readonly attempt: number; readonly failure: DeviceRefused | Refused<'CHIP_DIFFERS', object> };

/** A machine that cannot be reached has spoiled nothing: the same blank is tried again. */
const spoiled = async (
  ground: Ground,
  { asked }: StageCase,
  { attempt, failure }: Failed,
): Promise<Result<never, StageActRefused>> => {
  if (failure.code !== 'DEVICE_UNREACHABLE') await spoil(ground, asked, { attempt, code: failure.code });
  return failure;
};

export const stageActs: Readonly<Record<InstantStage, Act>> = {
  'open-account': openAccount,
  'confirm-photo': confirmPhoto,
  personalise,
  print,
  verify,
  'hand-over': handOver,
  enable,
};
