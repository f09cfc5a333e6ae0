// Addresses: which paths of ours a login may lead back to, and where plain http will do.
/**
 * The path of ours that `given` names, `/` for anything else. An address that leads to another site after a login
 * would make our own page the bait of a fraud (open redirect).
 */
export const localPath = (given: unknown): string => {
  if (typeof given !== 'string' || !/^\/(?![/\\])/.test(given)) return '/';
  // Browsers drop control characters and read \ as /, so what looks local may not be: only what parses back is.
  const base = 'http://own.invalid';
  if (!URL.canParse(given, base)) return '/';
  const { origin, pathname, search } = new URL(given, base);
  const isOurs = origin === base && !pathname.startsWith('//') && !/^\/log(in|out)(\/|$)/.test(pathname);
  return isOurs ? `${pathname}${search}` : '/';
};

/** Whether plain http is allowed there: on this machine only, for demos and tests. */
export const isLoopbackHttp = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
