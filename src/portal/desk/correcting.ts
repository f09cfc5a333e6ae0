// An application that was sent back, as its owner sees and corrects it.
import { randomUUID } from 'node:crypto';
import { parseApplicationNumber } from '../../applications/application.ts';
import { findProgress } from '../../applications/find-progress.ts';
import { findSentBack } from '../../applications/find-sent-back.ts';
import { allOf } from '../../applications/rejection-reasons.ts';
import { dateIn } from '../../base/dates.ts';
import { findPictures } from '../../photos/find-pictures.ts';
import { keptDaysAfterEnd } from '../../policy/data/photos.ts';
import { citationsOf } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import { correctionDraft } from '../apply/correction.ts';
import { findDraft, upsertDraft } from '../apply/drafts-store.ts';
import type { CorrectionView } from '../pages/correct.tsx';
import type { Who } from './desk.ts';

export const correctionOf = async (
  wiring: Wiring,
  { personId, language }: Who,
  written: string,
): Promise<CorrectionView | undefined> => {
  const number = parseApplicationNumber(written);
  const progress = number === undefined ? undefined : await findProgress(wiring, { personId, number });
  if (progress?.waitsFor?.choice !== 'correction') return undefined;
  const { reasons } = progress.waitsFor;
  const pictures = await findPictures(wiring, personId);
  const hasPictures = [pictures.idFront, pictures.idBack, pictures.cardPhoto].some((id) => id !== undefined);
  const at = progress.milestones.findLast(({ step }) => step === 'rejected')?.at;
  return {
    ...{ number: progress.number, reasons },
    sources: citationsOf(wiring.policy.current(), allOf(reasons, 'rules'), language),
    picturesUntil: hasPictures && at ? dateIn(at).add({ days: keptDaysAfterEnd - 1 }) : null,
  };
};

/** Fills the draft from the application; one that corrects it already goes on. false: there is nothing to correct. */
export const beginCorrection = async (wiring: Wiring, { personId }: Who, written: string): Promise<boolean> => {
  const number = parseApplicationNumber(written);
  const sentBack = number && (await findSentBack(wiring, { personId, number }));
  if (!sentBack) return false;
  const draft = await findDraft(wiring.sql, wiring.keys, personId);
  if (draft?.corrects?.number === number) return true;
  const pictures = await findPictures(wiring, personId);
  await upsertDraft(wiring, personId, correctionDraft(sentBack, pictures, randomUUID()));
  return true;
};
