// We as a client of the login provider of citizens: levels as `acr`, and who somebody is from the claims.
import type { IDToken } from 'openid-client';
import { type Claims, oidcExchange, type ProviderSettings } from './oidc-exchange.ts';
import type { Level, PendingLogin } from './session.ts';

export type LoginClientSettings = ProviderSettings & {
  /** What the provider calls level 1, 2 and 3 in `acr`. */
  readonly acrValues: readonly [string, string, string];
};

/** What the provider vouches for. `idNumber` is null below level 2. */
export type ProvenIdentity = {
  readonly level: Level;
  readonly subject: string;
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
};

export type LoginClient = {
  /** Where to send the person, and what to keep until they come back. */
  readonly begin: (wish: {
    readonly level: Level;
    readonly returnPath: string;
    readonly loginHint: string | null;
  }) => Promise<{ readonly url: URL; readonly pending: PendingLogin }>;
  /** What the provider says of the person who came back to `callback`. Throws when anything about it is not as it must be. */
  readonly finish: (callback: URL, pending: PendingLogin) => Promise<ProvenIdentity>;
};

/** A client of the provider of citizens. */
export const loginClient = (settings: LoginClientSettings): LoginClient => {
  const exchange = oidcExchange(settings);
  return {
    begin: async ({ level, returnPath, loginHint }) => {
      const { url, expected } = await exchange.begin({
        acr_values: acrValuesFrom(settings, level),
        ...(loginHint === null ? {} : { login_hint: loginHint }),
      });
      return { url, pending: { ...expected, level, returnPath } };
    },
    finish: async (callback, pending) => {
      const { idToken, claims } = await exchange.finish(callback, pending, claimNames);
      return provenIdentity(settings, idToken, claims);
    },
  };
};

// The level needed and those above it, the needed one first: the parameter is in order of preference (OIDC Core §3.1.2.1).
const acrValuesFrom = ({ acrValues }: LoginClientSettings, level: Level): string =>
  acrValues.slice(Math.max(level, 1) - 1).join(' ');

const claimNames = ['name', 'id_number', 'phone_number'] as const;

const provenIdentity = ({ acrValues }: LoginClientSettings, idToken: IDToken, claims: Claims): ProvenIdentity => {
  const textOf = (name: (typeof claimNames)[number]): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  // A missing or unknown `acr` proves nothing above the first level, whatever else is claimed.
  const level = ([3, 2, 1] as const).find((each) => acrValues[each - 1] === idToken.acr) ?? 1;
  const person = level === 1 ? { name: null, idNumber: null } : { name: textOf('name'), idNumber: textOf('id_number') };
  return { level, subject: idToken.sub, ...person, phone: textOf('phone_number') };
};
