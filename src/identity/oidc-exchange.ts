// One login at an OpenID provider: authorization code with PKCE, state and nonce; what comes back is checked by the library.
import * as openid from 'openid-client';
import { isLoopbackHttp } from './addresses.ts';

export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our address that the provider sends people back to. */
  readonly redirectUri: string;
  readonly scope: string;
};

/** What has to come back from the provider. */
export type Expected = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type Claims = Readonly<Record<string, unknown>>;

export type OidcExchange = {
  /** `extra`: further parameters of the request. */
  readonly begin: (
    extra: Readonly<Record<string, string>>,
  ) => Promise<{ readonly url: URL; readonly expected: Expected }>;
  /**
   * The ID token of the login that came back to `callback`, and all claims: those of userinfo too where `needed` are not in the
   * token. Throws when anything about it is not as it must be.
   */
  readonly finish: (
    callback: URL,
    expected: Expected,
    needed: readonly string[],
  ) => Promise<{ readonly idToken: openid.IDToken; readonly claims: Claims }>;
};

const providerTimeoutSeconds = 5;

/** An exchange whose provider is looked up when somebody first needs it, and again whenever that failed. */
export const oidcExchange = (settings: ProviderSettings): OidcExchange => {
  const configuration = discoveredOnce(settings);
  return {
    begin: async (extra) => {
      const provider = await configuration();
      const expected = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(provider, {
        redirect_uri: settings.redirectUri,
        scope: settings.scope,
        code_challenge: await openid.calculatePKCECodeChallenge(expected.verifier),
        code_challenge_method: 'S256',
        ...{ state: expected.state, nonce: expected.nonce },
        ...extra,
      });
      return { url, expected };
    },
    finish: async (callback, { state, nonce, verifier }, needed) => {
      const provider = await configuration();
      const tokens = await openid.authorizationCodeGrant(provider, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (!idToken) throw new Error('the provider gave no ID token');
      const hasAll = needed.every((name) => typeof idToken[name] === 'string');
      return { idToken, claims: hasAll ? idToken : await withUserInfo(provider, tokens.access_token, idToken) };
    },
  };
};

const discoveredOnce = ({ issuer, clientId, clientSecret }: ProviderSettings) => {
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

const withUserInfo = async (
  provider: openid.Configuration,
  accessToken: string,
  idToken: openid.IDToken,
): Promise<Claims> =>
  provider.serverMetadata().userinfo_endpoint
    ? { ...(await openid.fetchUserInfo(provider, accessToken, idToken.sub)), ...idToken }
    : idToken;

/** Our library speaks of what the provider answered in these; a provider that does not answer is a failed fetch or a time-out. */
export const isOutage = (error: unknown): boolean =>
  (error instanceof TypeError && error.cause !== undefined) ||
  (error instanceof openid.ClientError && ['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(error.code ?? ''));

/** Whether the provider, or what it answered, is the reason why nobody is logged in. */
export const isRejected = (error: unknown): boolean =>
  error instanceof openid.ClientError ||
  error instanceof openid.ResponseBodyError ||
  error instanceof openid.AuthorizationResponseError ||
  error instanceof openid.WWWAuthenticateChallengeError;
