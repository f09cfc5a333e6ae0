// Ports of this machine: whether one is free, and one that is.
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

/** A port nobody listens on now. */
export const freePort = (): Promise<number> => listenOnce(0);
