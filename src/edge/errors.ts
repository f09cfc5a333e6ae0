// The edge where everything thrown ends: a machine gets JSON, a person a page, and nobody an inside of the program.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { errorCode } from '../base/cannot-start.ts';
import { errorPage, errorStyle, errorStylePath } from './error-page.tsx';
import { type ErrorStatus, errorWords, isErrorStatus } from './words.ts';

type Answer = {
  readonly status: ErrorStatus;
  readonly fields?: readonly { readonly field: string; readonly problem: string }[];
};

/** Registers the handlers for errors and for addresses that do not exist. */
export const registerErrorHandlers = (app: FastifyInstance): void => {
  app.get(errorStylePath, (_request, reply) => reply.type('text/css; charset=utf-8').send(errorStyle));
  app.setNotFoundHandler((request, reply) => send(request, reply, { status: 404 }));
  app.setErrorHandler((error, request, reply) => {
    const answer = answerFor(error);
    if (answer.status >= 500) request.log.error({ err: error, number: request.id }, 'request failed');
    return send(request, reply, answer);
  });
};

/** PostgreSQL is away, starting, stopping or full of connections; or the driver could not reach it. */
const isOutage = (error: unknown): boolean =>
  /^(57P0[123]|53\d{3}|08\w{3}|CONNECT(ION)?_\w+|ECONNREFUSED|ECONNRESET)$/.test(errorCode(error));

const answerFor = (error: unknown): Answer => {
  if (hasZodFastifySchemaValidationErrors(error))
    return {
      status: 400,
      fields: error.validation.map(({ instancePath, message }) => ({
        field: instancePath.slice(1).replaceAll('/', '.'),
        problem: message ?? '',
      })),
    };
  if (isOutage(error)) return { status: 503 };
  if (isCutOff(error)) return { status: 400 };
  const status = statusOf(error);
  return { status: isErrorStatus(status) ? status : status < 500 ? 400 : 500 };
};

/** A form with files that ends too early or is none: its parser throws without a status. */
const isCutOff = (error: unknown): boolean =>
  error instanceof Error && /multipart data|part header|end of form/i.test(error.message);

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
};

const isForMachines = ({ url, headers }: FastifyRequest): boolean =>
  url.startsWith('/api/') || (headers.accept?.startsWith('application/json') ?? false);

const send = (request: FastifyRequest, reply: FastifyReply, { status, fields }: Answer): FastifyReply => {
  const { code, text } = errorWords[status];
  const number = status >= 500 ? request.id : undefined;
  reply.code(status);
  if (status === 503) reply.header('retry-after', '10');
  if (!isForMachines(request)) return reply.type('text/html; charset=utf-8').send(errorPage(status, number));
  return reply.send({ code, message: text, ...(fields && { fields }), ...(number && { number }) });
};
