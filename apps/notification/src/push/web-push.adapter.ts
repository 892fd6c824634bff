import { ECDH } from 'node:crypto';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request, type Agent } from 'node:https';
import webPush, { type PushSubscription, type RequestDetails } from 'web-push';
import { Carrier, type Letter, type Outcome } from '../carrier/carrier.port.js';
import { readSome } from '../carrier/provider-http.client.js';
import { outcomeOfPush, parseAnswer, wordAt } from './push-answer.codec.js';
import { collapseKeyOf, pushLifetimeSeconds } from './push.port.js';
import { PushServices } from './push-services.js';

export interface VapidKeys {
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** What a push service says by its status: 404 and 410 of the subscription, 400 and 413 of the push. */
const words = { gone: new Set(['404', '410']), refused: new Set(['400', '413']) };
/** Longest header value that push services take (RFC 8030): 32 characters of base64url. */
const maxTopicChars = 32;

const pointBytes = 65;
const authBytes = 16;

/** Whether something can be encrypted for them (RFC 8291): a point of the curve, and a secret. */
const canEncrypt = ({ p256dh, auth }: PushSubscription['keys']): boolean => {
  try {
    ECDH.convertKey(p256dh, 'prime256v1', 'base64url');
    return Buffer.from(p256dh, 'base64url').length === pointBytes && Buffer.from(auth, 'base64url').length >= authBytes;
  } catch {
    return false;
  }
};

/** Null for anything that is not a browser's subscription at an https address. */
const decodeSubscription = (token: string): PushSubscription | null => {
  const value = parseAnswer(token);
  const endpoint = wordAt(value, 'endpoint');
  const keys = { p256dh: wordAt(value, 'keys', 'p256dh'), auth: wordAt(value, 'keys', 'auth') };
  return endpoint.startsWith('https://') && URL.canParse(endpoint) && canEncrypt(keys) ? { endpoint, keys } : null;
};

/**
 * Browsers through the push service each subscription names, encrypted for the browser and signed by VAPID.
 * A service that cannot be reached is one that a user named, not ours: it never holds up the others.
 */
export class WebPushAdapter extends Carrier {
  private readonly services = new PushServices(() => performance.now());

  /** `agent` decides which addresses may be reached: an endpoint is a user's text. */
  constructor(
    private readonly vapid: VapidKeys,
    private readonly agent: Agent,
  ) {
    super();
  }

  async carry({ to, subject, text, data = {} }: Letter, signal: AbortSignal): Promise<Outcome> {
    const subscription = decodeSubscription(to);
    if (subscription === null) return { kind: 'gone', answer: 'not a push subscription' };
    const content = JSON.stringify({ title: subject, body: text, ...data });
    return this.services.pass(subscription.endpoint, () => {
      const { endpoint, method, headers, body } = this.encrypt(subscription, content, collapseKeyOf(data));
      return this.post(request(endpoint, { method, headers: { ...headers }, agent: this.agent, signal }), body);
    });
  }

  private encrypt(subscription: PushSubscription, content: string, collapseKey: string): RequestDetails {
    const topic = collapseKey.replaceAll('-', '').slice(0, maxTopicChars);
    return webPush.generateRequestDetails(subscription, content, {
      vapidDetails: { ...this.vapid },
      TTL: pushLifetimeSeconds,
      urgency: 'high',
      topic,
    });
  }

  private async post(outgoing: ClientRequest, body: Buffer | null): Promise<Outcome> {
    outgoing.end(body ?? '');
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const text = await readSome(response);
    const status = response.statusCode ?? 0;
    const outcome = outcomeOfPush({ status, text, providerId: response.headers.location ?? null, reason: String(status) }, words);
    return outcome.kind === 'unreachable' ? { ...outcome, kind: 'deferred' } : outcome;
  }
}
