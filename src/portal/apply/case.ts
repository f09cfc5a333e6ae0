// One person's application in the making, as every page of it needs it: what the gate says, the draft, what is allowed.
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk, Who } from '../desk/desk.ts';
import type { Page } from '../page.ts';
import type { OutletView, Permission, PicturesView } from '../views.ts';
import { answerOf, type Draft, emptyDraft } from './draft.ts';
import type { Allowed } from './problems.ts';

export type Case = {
  readonly page: Page;
  readonly who: Who;
  readonly permission: Permission;
  readonly draft: Draft;
  /** What was uploaded and waits, and whether there is a photo on file. */
  readonly pictures: PicturesView;
  /** Whether there was a draft before this request. */
  readonly isResumed: boolean;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** The kept draft, or a fresh one whose key will name the application. */
export const openDraft = async (desk: Desk, who: Who): Promise<{ draft: Draft; isResumed: boolean }> => {
  const kept = await desk.drafts.find(who.personId);
  return { draft: kept ?? emptyDraft(randomUUID()), isResumed: kept !== undefined };
};

/** Outlets of the draft's bank in `district`; none before both are known. */
export const outletsIn = async (desk: Desk, draft: Draft, district: string): Promise<readonly OutletView[]> => {
  const bank = answerOf(draft, 'bank');
  return bank === '' || district === '' ? [] : desk.outlets(bank, district);
};

type Answers = Pick<Case, 'permission' | 'draft' | 'pictures'>;

const present = (...ids: readonly (string | false | undefined)[]): readonly string[] =>
  ids.flatMap((id) => (id === undefined || id === false || id === '' ? [] : [id]));

/** What the answers of a draft are held against. */
export const allowedFor = async (desk: Desk, { permission, draft, pictures }: Answers): Promise<Allowed> => ({
  fixedBank: permission.fixedBank?.code ?? null,
  banks: permission.banks.map(({ code }) => code),
  occupationsNotAccepted: permission.occupationsNotAccepted,
  mustCollect: permission.presets.delivery === 'outlet',
  outlets: (await outletsIn(desk, draft, answerOf(draft, 'outletDistrict'))).map(({ id }) => id),
  pictures: {
    idFront: present(pictures.idFront),
    idBack: present(pictures.idBack),
    cardPhoto: present(pictures.cardPhoto, pictures.hasPhotoOnFile && 'on-file'),
  },
});

/** As if whatever was chosen were allowed: what is left are gaps and slips, the gate and the command judge the choices. */
export const asChosen = (draft: Draft): Allowed => ({
  fixedBank: null,
  banks: present(answerOf(draft, 'bank')),
  occupationsNotAccepted: {},
  mustCollect: false,
  outlets: present(answerOf(draft, 'outlet')),
  pictures: {
    idFront: present(answerOf(draft, 'idFront')),
    idBack: present(answerOf(draft, 'idBack')),
    cardPhoto: present(answerOf(draft, 'cardPhoto')),
  },
});
