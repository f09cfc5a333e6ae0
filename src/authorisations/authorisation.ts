// 授权委托: who may act for somebody, in what and until when; its words, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand } from '../base/ids.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';
import type { Document, Service } from '../policy/question.ts';

export type AuthorisationId = Brand<string, 'AuthorisationId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseAuthorisationId = idReader<AuthorisationId>();

/** An agent on somebody's written word (R-PROXY-01), or the guardian of a child (R-PROXY-03). */
export const authorisationKinds = ['agent', 'guardian'] as const;
export type AuthorisationKind = (typeof authorisationKinds)[number];

/** What somebody can be authorised for (R-PROXY-01), and cancelling (R-PROXY-05). */
export const authorisableServices = [
  'enable',
  'report-temporary-loss',
  'change-password',
  'query-status',
  'cancel',
] as const satisfies readonly Service[];
export type AuthorisableService = (typeof authorisableServices)[number];

/** Originals that are shown when it is recorded, as where the agent acts at once (R-PROXY-02, R-PROXY-04). */
export const recordingDocuments = {
  agent: ['holder-id', 'agent-id', 'authorisation'],
  guardian: ['holder-id', 'guardian-id', 'guardianship-proof'],
} as const satisfies Readonly<Record<AuthorisationKind, readonly Document[]>>;

/** No rule says how long a written authorisation lasts; ours ends a year after at the latest, so that none is forgotten. */
export const longestYears = 1;
/** In force at one time; more people than this see to nobody's card. */
export const mostInForce = 5;

const content = z.object({ name: z.string(), idNumber: z.string() });

/** What is sealed in `authorisations.sealed`: who the agent or guardian is. */
export type Agent = z.infer<typeof content>;

export const { seal: sealAgent, open: openAgent } = sealedColumn('authorisations.sealed', content);
