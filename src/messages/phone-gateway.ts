// The way to people's phones: the port, and its adapter for a gateway that takes JSON over HTTP.
import type { Language } from '../base/language.ts';

export type PhoneMessage = {
  /** Mobile number, eleven digits. */
  readonly to: string;
  readonly text: string;
  readonly language: Language;
  /** The same for every try of one message, so that the gateway can drop a repetition. */
  readonly messageId: string;
};

/** Resolves when the gateway has taken the message; fails when it must be tried again. */
export type PhoneGateway = (message: PhoneMessage) => Promise<void>;

/** Well under the lease of a job, so that a slow gateway never makes two workers send the same message. */
const gatewayTimeoutMilliseconds = 5000;

/** Posts each message as JSON with a bearer token; every answer outside of 200–299 is a failure. */
export const httpPhoneGateway =
  ({ url, token }: { readonly url: string; readonly token: string }): PhoneGateway =>
  async (message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(gatewayTimeoutMilliseconds),
    });
    await response.body?.cancel();
    if (!response.ok) throw new GatewayRefused(response.status);
  };

class GatewayRefused extends Error {
  readonly code: string;
  constructor(status: number) {
    super(`the phone gateway answered ${status}`);
    this.name = 'GatewayRefused';
    this.code = String(status);
  }
}
