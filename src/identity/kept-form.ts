// A form that came when its session was over or not sure enough: kept for its own person, to be sent after the login.
import type { FastifyRequest } from 'fastify';
import type { PersonId } from '../base/ids.ts';
import { localPath } from './addresses.ts';

export type KeptForm = {
  /** Who typed it; nobody else ever gets it. */
  readonly personId: PersonId;
  /** Where it was sent. */
  readonly path: string;
  /** Names and values in their order, without the token. */
  readonly fields: readonly (readonly [string, string])[];
};

/** The page that shows what was kept, and sends it when its owner says so. */
export const resumePath = '/resume';

/** Long enough to prove who one is, with a code to wait for; then it is gone. */
export const keptMinutes = 30;

/** Names of the fields of passwords begin so. */
export const secretPrefix = 'secret';

/** A whole page of answers has some 2 KB; it lies in the session, which every request reads. */
const mostBytes = 16 * 1024;

/**
 * What was typed, for its person; undefined when it cannot be kept: files, too much, or an address that is no page's form.
 * Call it only for a form that is known to be ours and of this person.
 */
export const formToKeep = (request: FastifyRequest, personId: PersonId): KeptForm | undefined => {
  const path = localPath(request.url);
  const fields = fieldsOf(request.body);
  if (request.method !== 'POST' || path !== request.url || fields === undefined) return undefined;
  // A password is kept nowhere, not even sealed for half an hour: it is typed again.
  if (fields.some(([name]) => name.startsWith(secretPrefix))) return undefined;
  const form: KeptForm = { personId, path, fields };
  return Buffer.byteLength(JSON.stringify(form)) > mostBytes ? undefined : form;
};

const fieldsOf = (body: unknown): KeptForm['fields'] | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields: [string, string][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf') continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      if (typeof each !== 'string') return undefined;
      fields.push([name, each]);
    }
  }
  return fields;
};
