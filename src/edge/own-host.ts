// Under which names this program answers: its own, this machine's, and plain addresses.
import { isIP } from 'node:net';

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request that names `hostname` (without port) means us. A page of another site whose name was made to point
 * at this machine (DNS rebinding) names that other site; a plain address cannot be made to point elsewhere, and health checks use it.
 */
export const isOwnHost = (hostname: string, baseUrl: URL): boolean => {
  const name = hostname.toLowerCase();
  return name === baseUrl.hostname || thisMachine.includes(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
};
