// The sending side of a load, in a thread of its own so that measuring does not slow what is measured.
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { Load, LoadPlan, LoadReport, LoadRequest } from './load.ts';

const load: Load = workerData;
const plan: LoadPlan = await import(load.plan);
const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
const { hostname, port } = new URL(load.origin);

// Longer than any answer that could still count; a server that hangs must not hang the bench.
const answerSeconds = 10;

type Answer = { readonly status: number; readonly body: string; readonly location: string };

const send = ({ method, path, headers, body }: LoadRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          location: answer.headers.location ?? '',
        }),
      );
      answer.on('error', reject);
    });
    sent.setTimeout(answerSeconds * 1000, () => sent.destroy(new Error(`no answer within ${answerSeconds} s`)));
    sent.on('error', reject);
    sent.end(body);
  });

const noAnswer = (error: Error): Answer => ({ status: 0, body: error.message, location: '' });

/** Sends requests `from` … `to` over all connections until the time is up. */
const sendAll = async (from: number, to: number, seconds: number): Promise<LoadReport> => {
  const samples = new Float64Array(to - from);
  const failures = new Map<string, number>();
  const isDone = plan.isDone ?? ((status: number) => status >= 200 && status < 400);
  const began = performance.now();
  const end = began + seconds * 1000;
  let next = from;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < to && performance.now() < end) {
      const planned = plan.requestAt(next++, load.given);
      const sent = performance.now();
      const { status, body, location } = await send(planned).catch(noAnswer);
      if (status > 0 && isDone(status, body, location)) {
        samples[done++] = performance.now() - sent;
      } else {
        const what = [status || 'no answer', location, body.slice(0, 200)].filter(Boolean).join(' ');
        failures.set(what, (failures.get(what) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: load.connections }, work));
  return { samples: samples.slice(0, done), seconds: (performance.now() - began) / 1000, failures };
};

const warmUp = await sendAll(0, load.warmUp, load.seconds);
const isWarm = warmUp.failures.size === 0;
parentPort?.postMessage(isWarm ? await sendAll(load.warmUp, load.warmUp + load.requests, load.seconds) : warmUp);
agent.destroy();
