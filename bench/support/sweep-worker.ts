// Ends the temporary losses of a bench, in a thread of its own as the worker is a process of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../src/base/clock.ts';
import { sweepLosses } from '../../src/cards/end-temporary-loss.ts';
import { readKeys } from '../../src/crypto/keys-file.ts';
import { connect } from '../../src/database/connection.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { holdSnapshot } from '../../src/policy/policy-holder.ts';
import { makeSnapshot } from '../../src/policy/snapshot.ts';

/** What the bench hands over: the database, the folder of its keys, and the instant of the sweep. */
export type Sweep = { readonly url: string; readonly folder: string; readonly now: string };

const { url, folder, now }: Sweep = workerData;
const sql = connect(url, { connections: 10, name: 'sweep' });
const at = Temporal.Instant.from(now);
const keys = readKeys({ folder, mayMake: false });
const policy = holdSnapshot(makeSnapshot(1, beijing));
const began = performance.now();
const ended = await sweepLosses({ sql, keys, policy, systemClock, businessClock: () => at });
await sql.end();
parentPort?.postMessage({ ended, seconds: (performance.now() - began) / 1_000 });
