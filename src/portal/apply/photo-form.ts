// Reads a form with pictures into the body of its request: only for somebody who is logged in, and never more than the limits.
import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mostFileBytes } from '../../photos/photo.ts';

/** One byte more than a picture may have tells one that is too large from one that just fits. */
const limits = { fileSize: mostFileBytes + 1, files: 2, fields: 4, fieldSize: 500, parts: 6, headerPairs: 20 };

export const registerPhotoForms = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyMultipart, { limits, throwFileSizeLimit: false });
};

/**
 * A preValidation after `requireLevelFor`: texts and files by their names, a file as its bytes; so the token of the form is
 * checked like that of any other. What is cut off by the limit is longer than a picture may be.
 */
export const readPhotoForm = async (request: FastifyRequest): Promise<void> => {
  if (!request.isMultipart()) return;
  const body: Record<string, unknown> = {};
  for await (const part of request.parts())
    body[part.fieldname] = part.type === 'file' ? await part.toBuffer() : part.value;
  request.body = body;
};

/** The bytes of a file; none when the field was left empty or is no file. */
export const fileOf = (form: Readonly<Record<string, unknown>>, name: string): Uint8Array | undefined => {
  const value = form[name];
  return value instanceof Uint8Array && value.length > 0 ? value : undefined;
};
