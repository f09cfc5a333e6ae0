// We as a client of the login provider: OpenID Connect, authorization code with PKCE, state and nonce, levels as `acr`.
import * as openid from 'openid-client';
import { isLoopbackHttp } from './addresses.ts';
import type { Level, PendingLogin } from './session.ts';

export type LoginClientSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our address that the provider sends people back to. */
  readonly redirectUri: string;
  /** What the provider calls level 1, 2 and 3 in `acr`. */
  readonly acrValues: readonly [string, string, string];
  readonly scope: string;
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

const providerTimeoutSeconds = 5;

/** A client whose provider is looked up when somebody first needs it, and again whenever that failed. */
export const loginClient = (settings: LoginClientSettings): LoginClient => {
  const configuration = discoveredOnce(settings);
  return {
    begin: async ({ level, returnPath, loginHint }) => {
      const provider = await configuration();
      const state = openid.randomState();
      const nonce = openid.randomNonce();
      const verifier = openid.randomPKCECodeVerifier();
      const url = openid.buildAuthorizationUrl(provider, {
        redirect_uri: settings.redirectUri,
        scope: settings.scope,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        acr_values: acrValuesFrom(settings, level),
        ...(loginHint === null ? {} : { login_hint: loginHint }),
      });
      return { url, pending: { state, nonce, verifier, level, returnPath } };
    },
    finish: async (callback, { state, nonce, verifier }) => {
      const provider = await configuration();
      const tokens = await openid.authorizationCodeGrant(provider, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (!idToken) throw new Error('the provider gave no ID token');
      const claims = hasAll(idToken) ? idToken : await withUserInfo(provider, tokens.access_token, idToken);
      return provenIdentity(settings, idToken, claims);
    },
  };
};

type Claims = Readonly<Record<string, unknown>>;

const discoveredOnce = ({ issuer, clientId, clientSecret }: LoginClientSettings) => {
  const address = new URL(issuer);
  const execute = isLoopbackHttp(address) ? [openid.allowInsecureRequests] : [];
  const discover = () =>
    openid.discovery(address, clientId, undefined, openid.ClientSecretBasic(clientSecret), {
      execute,
      timeout: providerTimeoutSeconds,
    });
  let found: Promise<openid.Configuration> | undefined;
  return (): Promise<openid.Configuration> => {
    found ??= discover().catch((error: unknown) => {
      found = undefined; // Out of reach now does not mean out of reach for ever.
      throw error;
    });
    return found;
  };
};

// The level needed and those above it, the needed one first: the parameter is in order of preference (OIDC Core §3.1.2.1).
const acrValuesFrom = ({ acrValues }: LoginClientSettings, level: Level): string =>
  acrValues.slice(Math.max(level, 1) - 1).join(' ');

const claimNames = ['name', 'id_number', 'phone_number'] as const;
const hasAll = (claims: Claims): boolean => claimNames.every((name) => typeof claims[name] === 'string');

const withUserInfo = async (
  provider: openid.Configuration,
  accessToken: string,
  idToken: openid.IDToken,
): Promise<Claims> =>
  provider.serverMetadata().userinfo_endpoint
    ? { ...(await openid.fetchUserInfo(provider, accessToken, idToken.sub)), ...idToken }
    : idToken;

const provenIdentity = (
  { acrValues }: LoginClientSettings,
  idToken: openid.IDToken,
  claims: Claims,
): ProvenIdentity => {
  const textOf = (name: (typeof claimNames)[number]): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  // A missing or unknown `acr` proves nothing above the first level, whatever else is claimed.
  const level = ([3, 2, 1] as const).find((each) => acrValues[each - 1] === idToken.acr) ?? 1;
  const person = level === 1 ? { name: null, idNumber: null } : { name: textOf('name'), idNumber: textOf('id_number') };
  return { level, subject: idToken.sub, ...person, phone: textOf('phone_number') };
};
