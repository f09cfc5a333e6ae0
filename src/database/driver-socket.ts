// The socket the driver speaks through: once it is in use, the driver is told of a break at its end, and only then.
import { Socket } from 'node:net';

/** The server's "ready for query", with which its side of the start ends (PostgreSQL, message formats). */
const readyForQuery = Buffer.from('Z\0\0\0\u0005I', 'latin1');

/**
 * The driver rejects what is under way when a socket breaks, and cleans up when it is closed a moment later. What is asked
 * in between, as whoever asks again at once does, it sends into the broken socket and then forgets: it is never answered,
 * or answered with no rows by the next connection (3.4.9, beside its issue 1142). A break that is told as nothing but the
 * end leaves no such moment: everything is rejected then, with CONNECTION_CLOSED. Until a connection has started nothing
 * is asked of it, and its error says why it cannot.
 */
class DriverSocket extends Socket {
  #hasStarted = false;

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    const [first] = values;
    if (!this.#hasStarted && event === 'data' && Buffer.isBuffer(first))
      this.#hasStarted = first.subarray(-readyForQuery.length).equals(readyForQuery);
    if (this.#hasStarted && event === 'error') return true;
    return super.emit(event, ...(this.#hasStarted && event === 'close' ? [false] : values));
  }
}

/** What the driver hands over; the address is that of its connection. */
type Address = { readonly host: readonly string[]; readonly port: readonly number[]; readonly path: string | false };

/**
 * The driver's own option, which its types do not name. None for TLS, where the driver puts a socket of its own around
 * ours, and none for several servers in one address, among which it chooses itself.
 */
export const driverSocket = (url: string): { readonly socket?: (address: Address) => Socket } => {
  if (!URL.canParse(url)) return {};
  const { searchParams, host } = new URL(url);
  return searchParams.has('ssl') || searchParams.has('sslmode') || host.includes(',') ? {} : { socket: open };
};

const open = ({ host: [host = 'localhost'], port: [port = 5432], path }: Address): Socket => {
  const socket = new DriverSocket();
  return path ? socket.connect(path) : socket.connect(port, host);
};
