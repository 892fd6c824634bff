import type { Letter, Outcome } from '../carrier/carrier.port.js';
import { outcomeOfSms } from './sms-outcome.codec.js';
import { decodeSmsUrl, type SmsProvider } from './sms-url.codec.js';
import { SmsCarrier } from './sms.port.js';

/** A-CB-14. */
const phoneShape = /^\+[1-9]\d{6,14}$/;
const maxAnswerBytes = 16_384;

/** The body, or its first part when a provider does not stop talking. */
const readSome = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > maxAnswerBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** `fetch failed` alone tells nothing; its cause does. */
const reasonOf = ({ message, cause }: Error): string => {
  const { message: why } = (cause ?? {}) as Partial<Error>;
  return why === undefined ? message : `${message}: ${why}`;
};

/** Hands SMS to a provider by `POST {to, text}` (README). */
export class HttpSmsAdapter extends SmsCarrier {
  private readonly provider: SmsProvider;

  /** As `SMS_URL` of the configuration. */
  constructor(smsUrl: string) {
    super();
    this.provider = decodeSmsUrl(smsUrl);
  }

  async carry({ id, to, text }: Letter, signal: AbortSignal): Promise<Outcome> {
    if (!phoneShape.test(to)) return { kind: 'refused', answer: 'not a phone number' };
    const { url, authorization } = this.provider;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          // The event's id, for providers that know the header: a repeat after a lost answer is not a second SMS.
          'idempotency-key': id,
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: JSON.stringify({ to, text }),
        // The key goes where the configuration says and nowhere else.
        redirect: 'manual',
        signal,
      });
      return outcomeOfSms(response.status, await readSome(response));
    } catch (error) {
      return { kind: 'unreachable', answer: reasonOf(error as Error) };
    }
  }
}
