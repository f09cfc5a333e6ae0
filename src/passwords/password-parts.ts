// What a command does to a service password: a new one, the initial one again, a wrong try counted, the count forgotten.
import type { Part } from '../audit/command.ts';
import type { EventFacts } from '../audit/event.ts';
import type { Language } from '../base/language.ts';
import type { Sql } from '../database/connection.ts';
import { type MessageKind, messageJob } from '../messages/message.ts';
import { passwordLifecycle, wrongTriesAllowed } from './password-lifecycle.ts';
import { type PasswordRow, upsertPassword } from './passwords-store.ts';

type Step = {
  readonly row: PasswordRow;
  readonly at: Temporal.Instant;
  readonly facts: EventFacts;
};

const subject = ({ row }: Step): string => `person:${row.personId}`;

type NewPassword = Step & { readonly action: 'change-password' | 'choose-password'; readonly sealed: Buffer };

/** → set. */
export const newPassword = (sql: Sql, { action, sealed, ...step }: NewPassword): Part => {
  const { to } = passwordLifecycle[action];
  return {
    happenings: [
      { action, subject: subject(step), rules: ['R-PWD-05'], facts: { from: step.row.state, to, ...step.facts } },
    ],
    writes: [upsertPassword(sql, { state: to, wrongTries: 0, sealed, at: step.at })],
  };
};

/** → initial: nothing is kept of it, since it follows from the ID number (R-PWD-03). */
export const initialAgain = (sql: Sql, step: Step): Part => {
  const { to } = passwordLifecycle['reset-password'];
  return {
    happenings: [
      {
        action: 'reset-password',
        subject: subject(step),
        rules: ['R-PWD-03', 'R-PWD-05'],
        facts: { from: step.row.state, to, ...step.facts },
      },
    ],
    writes: [upsertPassword(sql, { state: to, wrongTries: 0, sealed: null, at: step.at })],
  };
};

/** One wrong try more; the last one that is allowed locks (C-13). What was typed is in no event. */
export const wrongTry = (sql: Sql, step: Step): Part => {
  const { row, at, facts } = step;
  const wrongTries = Math.min(row.wrongTries + 1, wrongTriesAllowed);
  const locks = wrongTries >= wrongTriesAllowed;
  const state = locks ? passwordLifecycle['lock-password'].to : row.state;
  const tried = {
    action: 'mistype-password',
    subject: subject(step),
    rules: ['R-PWD-02'],
    facts: { tries: String(wrongTries), ...facts },
  };
  const locked = {
    action: 'lock-password',
    subject: subject(step),
    rules: ['R-PWD-02'],
    facts: { from: row.state, to: state },
  };
  return {
    happenings: locks ? [tried, locked] : [tried],
    writes: [upsertPassword(sql, { state, wrongTries, sealed: row.passwordSealed, at })],
  };
};

/** Typed right after wrong tries: they are forgotten, or five in a whole life would lock it. */
export const rightTry = (sql: Sql, step: Step): readonly Part[] => {
  const { row, at, facts } = step;
  if (row.wrongTries === 0) return [];
  const happening = { action: 'confirm-password', subject: subject(step), rules: ['R-PWD-02'], facts };
  return [
    {
      happenings: [happening],
      writes: [upsertPassword(sql, { state: row.state, wrongTries: 0, sealed: row.passwordSealed, at })],
    },
  ];
};

type Telling = {
  readonly kind: Extract<MessageKind, 'service-proof-changed' | 'service-proof-reset' | 'service-proof-locked'>;
  readonly phone: string | null;
  readonly language: Language;
};

/** To the phone of the record, if there is one. */
export const told = ({ kind, phone, language }: Telling): readonly Part[] =>
  phone === null ? [] : [{ jobs: [messageJob({ kind, to: phone, language, parameters: {} })] }];
