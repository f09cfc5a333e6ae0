// The socket the driver speaks through, in clear or TLS: once in use, the driver is told of a break at its end, and only then.
import { once } from 'node:events';
import { isIP, Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

/** The server's "ready for query", with which its side of the start ends (PostgreSQL, message formats). */
const readyForQuery = Buffer.from('Z\0\0\0\u0005I', 'latin1');

/** "SSLRequest", and the one byte by which a server agrees to speak TLS from here on. */
const securityWanted = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const securityAgreed = Buffer.from('S');
const answerWithinMilliseconds = 10_000;

/**
 * The driver rejects what is under way when a socket breaks, and cleans up when it is closed a moment later. What is asked
 * in between, as whoever asks again at once does, it sends into the broken socket and then forgets: it is never answered,
 * or answered with no rows by the next connection (3.4.9, beside its issue 1142). A break that is told as nothing but the
 * end leaves no such moment: everything is rejected then, with CONNECTION_CLOSED. Until a connection has started nothing
 * is asked of it, and its error says why it cannot.
 */
const toldAtItsEnd = (socket: Socket): Socket => {
  let hasStarted = false;
  const emit = socket.emit.bind(socket);
  socket.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    const [first] = values;
    if (!hasStarted && event === 'data' && Buffer.isBuffer(first))
      hasStarted = first.subarray(-readyForQuery.length).equals(readyForQuery);
    if (hasStarted && event === 'error') return true;
    return emit(event, ...(hasStarted && event === 'close' ? [false] : values));
  };
  return socket;
};

/** What the driver hands over; the address is that of its connection. */
type Address = { readonly host: readonly string[]; readonly port: readonly number[]; readonly path: string | false };

type DriverOptions = { readonly socket?: (address: Address) => Socket | Promise<Socket>; readonly ssl?: false };

/** The driver's own option, which its types do not name. None for several servers in one address: it chooses itself. */
export const driverSocket = (url: string): DriverOptions => {
  if (!URL.canParse(url)) return {};
  const { searchParams, host } = new URL(url);
  if (host.includes(',')) return {};
  const mode = searchParams.get('sslrootcert') === 'system' ? 'verify-full' : securityOf(searchParams);
  // The driver would put a socket of its own around ours: it is handed one that speaks TLS already.
  return plain.has(mode)
    ? { socket: (address) => toldAtItsEnd(open(address)) }
    : { ssl: false, socket: (address) => openSecurely(address, mode) };
};

const securityOf = (parameters: URLSearchParams): string => parameters.get('sslmode') ?? parameters.get('ssl') ?? '';

/** As libpq and the driver understand them; every other word means that the server proves who it is. */
const plain: ReadonlySet<string> = new Set(['', 'disable', 'false']);
const unproved: ReadonlySet<string> = new Set(['allow', 'prefer', 'require']);

const open = ({ host: [host = 'localhost'], port: [port = 5432], path }: Address): Socket => {
  const socket = new Socket();
  return path ? socket.connect(path) : socket.connect(port, host);
};

/** Never rejects: the driver keeps count of its connections by the events of a socket only. */
const openSecurely = async (address: Address, mode: string): Promise<Socket> => {
  const socket = open(address);
  try {
    socket.write(securityWanted);
    const [answer]: Buffer[] = await once(socket, 'data', { signal: AbortSignal.timeout(answerWithinMilliseconds) });
    // More than this byte would have been said by somebody in between, before anything was secret.
    if (answer?.equals(securityAgreed)) return toldAtItsEnd(securedBy(socket, address, mode));
    if (answer?.toString() === 'N' && mode === 'prefer') return toldAtItsEnd(socket);
    throw new Error('the database server does not speak TLS');
  } catch (error) {
    socket.destroy();
    return broken(error);
  }
};

const securedBy = (socket: Socket, { host: [host = 'localhost'] }: Address, mode: string): Socket =>
  connectSecurely({
    socket,
    rejectUnauthorized: !unproved.has(mode),
    ...(isIP(host) ? { host } : { servername: host }),
  });

/** A socket that breaks with this error as soon as somebody listens. */
const broken = (error: unknown): Socket => {
  const socket = new Socket();
  setImmediate(() => socket.destroy(error instanceof Error ? error : new Error(String(error))));
  return socket;
};
