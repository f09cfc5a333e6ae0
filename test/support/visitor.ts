// Somebody with a browser but no JavaScript: keeps cookies, follows links by hand, sends forms as they stand.

export type Answer = { readonly status: number; readonly url: URL; readonly text: string; readonly headers: Headers };

type Stored = { readonly value: string; readonly path: string };

/** One browser. `visit` makes one request and follows nothing; `follow` goes on until a page comes. */
export class Visitor {
  readonly cookies = new Map<string, Stored>();
  readonly base: URL;

  constructor(base: URL) {
    this.base = base;
  }

  async visit(
    address: string | URL,
    form?: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const url = new URL(address, this.base);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookiesFor(url.pathname), ...headers },
      ...(form ? { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return { status: response.status, url, text: await response.text(), headers: response.headers };
  }

  /** Follows redirects from an answer to the page they lead to, or stops at the first address that `until` names. */
  async follow(answer: Answer, until?: string): Promise<Answer> {
    let last = answer;
    for (let hops = 0; hops < 10; hops += 1) {
      const location = last.headers.get('location');
      if (location === null) return last;
      const next = new URL(location, last.url);
      if (until !== undefined && next.pathname === until) return { ...last, url: next };
      last = await this.visit(next);
    }
    throw new Error('the redirects have no end');
  }

  #cookiesFor(path: string): string {
    return [...this.cookies]
      .filter(([, cookie]) => path === cookie.path || path.startsWith(cookie.path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(/; */);
    const [name = '', value = ''] = pair.split(/=(.*)/);
    const attribute = (key: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const expires = attribute('expires');
    const isOver = expires !== undefined && Temporal.Instant.compare(instantOf(expires), Temporal.Now.instant()) < 0;
    if (isOver || attribute('max-age') === '0') this.cookies.delete(name);
    else this.cookies.set(name, { value, path: attribute('path') ?? '/' });
  }
}

const instantOf = (httpDate: string): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.parse(httpDate));
