// Ports of this machine: whether one is free, and one that is.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const listenOnce = async (port: number): Promise<number> => {
  const probe = createServer().listen(port, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

export const isFree = (port: number): Promise<boolean> =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

/** Below the ports that systems give to outgoing connections, which could take one before its server listens. */
const [lowest, highest] = [20_000, 32_000] as const;

/** More tries than a machine has servers. */
const mostTries = 100;

/** A port nobody listens on now. Drawn, so that two processes that ask at the same moment hardly get the same. */
export const freePort = async (): Promise<number> => {
  for (let tried = 0; tried < mostTries; tried += 1) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
  return listenOnce(0);
};
