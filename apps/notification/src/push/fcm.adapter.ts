import { importPKCS8, SignJWT } from 'jose';
import { postToProvider, reasonOf } from '../carrier/provider-http.client.js';
import { Carrier, type Letter, type Outcome } from '../carrier/carrier.port.js';
import { outcomeOfPush, parseAnswer, wordAt } from './push-answer.codec.js';
import { collapseKeyOf, pushLifetimeSeconds } from './push.port.js';

interface ServiceAccount {
  readonly project_id: string;
  readonly client_email: string;
  readonly private_key: string;
  readonly token_uri: string;
}

const scope = 'https://www.googleapis.com/auth/firebase.messaging';
const grantLifetimeSeconds = 3_600;
/** A token that dies on the way costs a try. */
const leewayMs = 60_000;
const words = {
  gone: new Set(['UNREGISTERED', 'SENDER_ID_MISMATCH']),
  refused: new Set(['INVALID_ARGUMENT']),
};

/** Google's error code for messaging, else the general status. */
const fcmReason = (body: unknown): string => {
  const { details } = (body as { error?: { details?: unknown } }).error ?? {};
  const codes = Array.isArray(details) ? details.map((detail) => wordAt(detail, 'errorCode')) : [];
  return codes.find((code) => code !== '') ?? wordAt(body, 'error', 'status');
};

const messageOf = ({ to, subject, text, data = {} }: Letter) => {
  const collapseKey = collapseKeyOf(data);
  const sound = data.sound === 'on' ? { sound: 'default' } : {};
  return {
    token: to,
    notification: { title: subject, body: text },
    data,
    android: { collapse_key: collapseKey, priority: 'HIGH', ttl: `${pushLifetimeSeconds}s`, notification: { tag: collapseKey, ...sound } },
  };
};

/** Android devices through FCM HTTP v1, signed in as a service account. */
export class FcmAdapter extends Carrier {
  private readonly account: ServiceAccount;
  private grant: { readonly token: string; readonly renewAtMs: number } | null = null;

  /** As `FCM_SERVICE_ACCOUNT` of the configuration; `url` is where FCM is. */
  constructor(
    serviceAccount: string,
    private readonly url: string,
  ) {
    super();
    this.account = JSON.parse(Buffer.from(serviceAccount, 'base64').toString('utf8')) as ServiceAccount;
  }

  async carry(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    try {
      const url = `${this.url}/v1/projects/${this.account.project_id}/messages:send`;
      const headers = { authorization: `Bearer ${await this.authorize(signal)}`, 'content-type': 'application/json' };
      const { status, text } = await postToProvider(url, headers, JSON.stringify({ message: messageOf(letter) }), signal);
      if (status === 401) this.grant = null;
      const body = parseAnswer(text);
      return outcomeOfPush({ status, text, providerId: wordAt(body, 'name') || null, reason: fcmReason(body) }, words);
    } catch (error) {
      return { kind: 'unreachable', answer: reasonOf(error as Error) };
    }
  }

  /** An OAuth access token for the account, kept while it lives. */
  private async authorize(signal: AbortSignal): Promise<string> {
    if (this.grant !== null && this.grant.renewAtMs > Date.now()) return this.grant.token;
    const { client_email: issuer, private_key: pem, token_uri: audience } = this.account;
    const assertion = await new SignJWT({ scope })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${grantLifetimeSeconds}s`)
      .sign(await importPKCS8(pem, 'RS256'));
    const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    const { status, text } = await postToProvider(audience, { 'content-type': 'application/x-www-form-urlencoded' }, form.toString(), signal);
    const body = parseAnswer(text);
    const token = wordAt(body, 'access_token');
    if (status !== 200 || token === '') throw new Error(`the service account was not let in: ${status} ${wordAt(body, 'error')}`);
    const { expires_in: lifetime } = body as { expires_in?: unknown };
    const lifetimeSeconds = typeof lifetime === 'number' ? lifetime : grantLifetimeSeconds;
    this.grant = { token, renewAtMs: Date.now() + lifetimeSeconds * 1_000 - leewayMs };
    return token;
  }
}
