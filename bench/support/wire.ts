// One keep-alive HTTP/1.1 connection of the load, made by hand: on a machine of two cores a full client would take from what is measured.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { LoadRequest } from './load.ts';

export type Answer = { readonly status: number; readonly body: string; readonly location: string };

/** Sends a request when the one before was answered. Fails when the connection is lost or no answer comes in time. */
export type Wire = {
  readonly send: (request: LoadRequest) => Promise<Answer>;
  readonly close: () => void;
};

// Longer than any answer that could still count; a server that hangs must not hang the bench.
const answerSeconds = 10;

export const openWire = async (origin: string): Promise<Wire> => {
  const { hostname, port, host } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const waiting = answersOf(socket);
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting.next = { resolve, reject };
        socket.write(textOf(request, host));
      }),
    close: () => void socket.destroy(),
  };
};

type Waiting = { next?: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined };

const answersOf = (socket: Socket): Waiting => {
  const waiting: Waiting = {};
  let received: Buffer = Buffer.alloc(0);
  const settle = (outcome: Answer | Error): void => {
    const { next } = waiting;
    waiting.next = undefined;
    if (outcome instanceof Error) next?.reject(outcome);
    else next?.resolve(outcome);
  };
  socket.setTimeout(answerSeconds * 1000, () => {
    if (waiting.next) socket.destroy(new Error(`no answer within ${answerSeconds} s`));
  });
  socket.on('error', settle);
  socket.on('close', () => settle(new Error('the connection was closed')));
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = read(received);
    if (!answer) return;
    received = Buffer.alloc(0);
    settle(answer);
  });
  return waiting;
};

/** The answer once all of it is there. Answers of unknown length are an error: the program under load sends none. */
const read = (received: Buffer): Answer | Error | undefined => {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length === undefined && status !== 204) return new Error(`an answer ${status} without its length`);
  const from = end + 4;
  if (received.length < from + Number(length ?? 0)) return undefined;
  return { status, body: received.toString('utf8', from), location: /^location: *(.*)$/im.exec(head)?.[1] ?? '' };
};

const textOf = ({ method, path, headers = {}, body = '' }: LoadRequest, host: string): string => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === '' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n${length}${lines.join('')}\r\n${body}`;
};
