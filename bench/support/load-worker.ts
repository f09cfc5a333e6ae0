// The sending side of a load, in a thread of its own so that measuring does not slow what is measured.
import { parentPort, workerData } from 'node:worker_threads';
import type { Load, LoadPlan, LoadReport } from './load.ts';
import { openWire, type Wire } from './wire.ts';

const load: Load = workerData;
const plan: LoadPlan = await import(load.plan);
const { origin, connections } = load;

/** Sends requests `from` … `to` over all connections until the time is up. */
const sendAll = async (from: number, to: number, seconds: number): Promise<LoadReport> => {
  const samples = new Float64Array(to - from);
  const failures = new Map<string, number>();
  const isDone = plan.isDone ?? ((status: number) => status >= 200 && status < 400);
  const began = performance.now();
  const end = began + seconds * 1000;
  let next = from;
  let done = 0;
  const work = async (wire: Wire): Promise<void> => {
    while (next < to && performance.now() < end) {
      const planned = plan.requestAt(next++, load.given);
      const sent = performance.now();
      const { status, body, location } = await wire.send(planned);
      if (isDone(status, body, location)) {
        samples[done++] = performance.now() - sent;
      } else {
        const what = [status, location, body.slice(0, 200)].filter(Boolean).join(' ');
        failures.set(what, (failures.get(what) ?? 0) + 1);
      }
    }
  };
  await Promise.all(wires.map(work));
  return { samples: samples.slice(0, done), seconds: (performance.now() - began) / 1000, failures };
};

const wires = await Promise.all(Array.from({ length: connections }, () => openWire(origin)));
// The warm-up is never cut short: the run that counts begins exactly behind it.
const warmUp = await sendAll(0, load.warmUp, Number.POSITIVE_INFINITY);
const isWarm = warmUp.failures.size === 0;
parentPort?.postMessage(isWarm ? await sendAll(load.warmUp, load.warmUp + load.requests, load.seconds) : warmUp);
for (const wire of wires) wire.close();
