// Who works here: the roles of staff, what each belongs to, and the place where each one's work counts as done.
import { z } from 'zod';
import type { Channel } from '../policy/question.ts';

/** In the order people are asked in: the city's own, the banks, the outlets, the hotline. */
export const roles = ['bureau', 'auditor', 'bank-office', 'bank-outlet', 'district', 'street', 'hotline'] as const;
export type Role = (typeof roles)[number];

/** Somebody of staff as their login proved it; `null` where the role has no such thing. */
export const staffShape = z.object({
  /** What the login provider calls them; stands in events and traces. */
  account: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Bank of a head office or of an outlet, three digits or more. */
  bank: z.string().nullable(),
  outletId: z.string().nullable(),
  outletName: z.string().nullable(),
  /** District of the outlet. */
  district: z.string().nullable(),
});
export type Staff = z.infer<typeof staffShape>;

const channelOfRole: Readonly<Record<Role, Channel | null>> = {
  bureau: null,
  auditor: null,
  'bank-office': null,
  'bank-outlet': 'bank',
  district: 'district',
  street: 'street',
  hotline: 'hotline',
};

/** Where people are served by this role; null: it serves nobody at a counter. */
export const channelOf = ({ role }: Pick<Staff, 'role'>): Channel | null => channelOfRole[role];

/** Roles that work at an outlet, with the kind the outlet has to be of. */
export const outletKindOf: Readonly<Partial<Record<Role, 'bank' | 'district' | 'street'>>> = {
  'bank-outlet': 'bank',
  district: 'district',
  street: 'street',
};
