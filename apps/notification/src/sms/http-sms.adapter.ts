import type { Letter, Outcome } from '../carrier/carrier.port.js';
import { postToProvider, reasonOf } from '../carrier/provider-http.client.js';
import { outcomeOfSms } from './sms-outcome.codec.js';
import { decodeSmsUrl, type SmsProvider } from './sms-url.codec.js';
import { SmsCarrier } from './sms.port.js';

/** A-CB-14. */
const phoneShape = /^\+[1-9]\d{6,14}$/;
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
      const headers = {
        'content-type': 'application/json',
        // The event's id, for providers that know the header: a repeat after a lost answer is not a second SMS.
        'idempotency-key': id,
        ...(authorization === undefined ? {} : { authorization }),
      };
      const { status, text: answer } = await postToProvider(url, headers, JSON.stringify({ to, text }), signal);
      return outcomeOfSms(status, answer);
    } catch (error) {
      return { kind: 'unreachable', answer: reasonOf(error as Error) };
    }
  }
}
