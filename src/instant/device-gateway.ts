// The way to the machines of an outlet: their gateway takes JSON over HTTP; each refusal of it in one of the words of the port.
import { z } from 'zod';
import { ok, type Result, refused } from '../base/result.ts';
import type { Attempt, DeviceRefused, Devices } from './devices.ts';
import { chipShape } from './instant-job.ts';

/** A card is written and printed in less; the browser of the clerk waits for half a minute. */
const timeoutMilliseconds = 20_000;

type Gateway = { readonly url: string; readonly token: string };
type Asked = { readonly outletId: string; readonly what: string; readonly body?: object };

/** What the gateway answered; undefined: nothing, or nothing that says anything. */
const ask = async (
  { url, token }: Gateway,
  { outletId, what, body }: Asked,
): Promise<{ readonly status: number; readonly answer: unknown } | undefined> => {
  try {
    const response = await fetch(`${url}/${encodeURIComponent(outletId)}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body ?? {}),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return { status: response.status, answer: await response.json() };
  } catch {
    // An outage is the clerk's to see and to try again: which of its many kinds it was, the gateway's own log says.
    return undefined;
  }
};

const idCard = z.object({ idNumber: z.string().max(40) });

/**
 * `POST {url}/{outlet}/personalise` `{ job, attempt, cardNumber }` and `…/read` answer what the chip says of itself,
 * `…/print` anything; `…/id-card` the number of the document on the reader. 422: the blank is spoiled; 404 of the reader:
 * nothing lies on it; whatever else: nobody knows, and the same attempt is asked again.
 */
export const httpDevices = (gateway: Gateway): Devices => {
  const ofCard = async (
    what: string,
    { outletId, jobId, attempt, ...rest }: Attempt,
  ): Promise<Result<unknown, DeviceRefused>> => {
    const got = await ask(gateway, { outletId, what, body: { job: jobId, attempt, ...rest } });
    if (got?.status === 422) return refused('CARD_SPOILED', {});
    return got?.status === 200 ? ok(got.answer) : refused('DEVICE_UNREACHABLE', {});
  };
  const chipOf = async (what: string, at: Attempt) => {
    const answered = await ofCard(what, at);
    if (!answered.ok) return answered;
    const chip = chipShape.safeParse(answered.value);
    return chip.success ? ok(chip.data) : refused('DEVICE_UNREACHABLE', {});
  };
  return {
    personalise: (at) => chipOf('personalise', at),
    print: async (at) => {
      const printed = await ofCard('print', at);
      return printed.ok ? ok(null) : printed;
    },
    read: (at) => chipOf('read', at),
    readIdCard: async (outletId) => {
      const got = await ask(gateway, { outletId, what: 'id-card' });
      if (got?.status === 404) return refused('NO_ID_CARD', {});
      const card = idCard.safeParse(got?.status === 200 ? got.answer : undefined);
      return card.success ? ok(card.data) : refused('DEVICE_UNREACHABLE', {});
    },
  };
};

const unreachable = async () => refused('DEVICE_UNREACHABLE', {});

/** Where no gateway is set: every machine is out of reach, and cards are left to the bank. */
export const noDevices: Devices = {
  personalise: unreachable,
  print: unreachable,
  read: unreachable,
  readIdCard: unreachable,
};
