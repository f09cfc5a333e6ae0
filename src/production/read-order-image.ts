// A picture of an order, for the bank that opens the account and makes the card with it.
import { openApplication } from '../applications/application.ts';
import type { Ground } from '../applications/use-case.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { findPictureOfApplication } from '../photos/find-pictures.ts';
import type { PhotoKind } from '../photos/photo.ts';
import { findOrderInWork } from './orders-store.ts';

export type ImageAsked = { readonly bank: string; readonly number: string; readonly kind: PhotoKind };

export type ImageRefused = Refused<'ORDER_UNKNOWN', object> | Refused<'IMAGE_UNKNOWN', object>;

/**
 * The JPEG, for as long as the card is not made; the photo on file where that was chosen. Each reading leaves a trace that
 * the person can see. ORDER_UNKNOWN: not this bank's, not to be seen yet, taken back, or the card is made.
 */
export const readOrderImage = async (
  ground: Ground,
  { bank, number, kind }: ImageAsked,
): Promise<Result<Buffer, ImageRefused>> => {
  const { sql, keys } = ground;
  const at = ground.businessClock();
  const order = await findOrderInWork(sql, { bank, number, at });
  if (!order) return refused('ORDER_UNKNOWN', {});
  const { personId, applicationId } = order;
  const { photo } = openApplication(keys, personId, order.sealed);
  const jpeg = await findPictureOfApplication(ground, { personId, applicationId, photo }, kind);
  if (!jpeg) return refused('IMAGE_UNKNOWN', {});
  const acting = { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank: null } as const;
  await leaveTraces(ground, { ...acting, at, purpose: `picture-${kind}`, note: null }, [personId]);
  return ok(jpeg);
};
