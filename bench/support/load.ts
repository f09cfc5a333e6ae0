// A closed-loop HTTP load: n keep-alive connections, each sends its next request when the last was answered.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Latencies, latenciesOf } from './latency.ts';

export type LoadRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What a plan module exports: its requests are made where they are sent, outside the thread that measures. */
export type LoadPlan = {
  /** The `index`-th request of the run, counted from 0; `given` is what the bench handed over. */
  readonly requestAt: (index: number, given: unknown) => LoadRequest;
  /** Whether an answer counts as done; without it any status below 400. `location` is '' where there is none. */
  readonly isDone?: (status: number, body: string, location: string) => boolean;
};

export type Load = {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** Address of the plan module, from `import.meta.resolve`. */
  readonly plan: string;
  /** Anything the plan needs that can be cloned between threads. */
  readonly given?: unknown;
  readonly connections: number;
  /** Sent first and not counted. */
  readonly warmUp: number;
  /** The run ends after as many requests, or after as many seconds, whichever is first. */
  readonly requests: number;
  readonly seconds: number;
};

/** What the sending thread reports. */
export type LoadReport = {
  /** Milliseconds of each request that was done. */
  readonly samples: Float64Array;
  readonly seconds: number;
  /** What was not done: `status body` → how often. */
  readonly failures: ReadonlyMap<string, number>;
};

export type LoadResult = {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly latency: Latencies;
  readonly done: number;
};

/**
 * Runs `load` from a thread of its own. Throws when any request failed: a rate that counts refusals would flatter.
 */
export const runLoad = async (load: Load): Promise<LoadResult> => {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: load });
  const [report]: LoadReport[] = await once(worker, 'message');
  await worker.terminate();
  if (!report) throw new Error('the load ended without a report');
  if (report.failures.size > 0) {
    const first = [...report.failures].slice(0, 3).map(([what, count]) => `${count} × ${what}`);
    throw new Error(`requests failed: ${first.join('; ')}`);
  }
  const done = report.samples.length;
  return { perSecond: done / report.seconds, latency: latenciesOf(report.samples), done };
};
