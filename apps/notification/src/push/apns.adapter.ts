import { importPKCS8, SignJWT } from 'jose';
import { connect, constants, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { readSome, reasonOf } from '../carrier/provider-http.client.js';
import { Carrier, type Letter, type Outcome } from '../carrier/carrier.port.js';
import { outcomeOfPush, parseAnswer, wordAt } from './push-answer.codec.js';
import { collapseKeyOf, pushLifetimeSeconds } from './push.port.js';

export interface ApnsKey {
  /** The .p8 file, base64. */
  readonly key: string;
  readonly keyId: string;
  readonly teamId: string;
  /** The app's bundle id. */
  readonly topic: string;
}

/** Apple takes a token for an hour and refuses one renewed more often than every 20 minutes. */
const renewAfterMs = 40 * 60_000;
const tokenShape = /^[0-9a-fA-F]{64,200}$/;
const words = {
  gone: new Set(['Unregistered', 'BadDeviceToken', 'DeviceTokenNotForTopic', 'ExpiredToken']),
  refused: new Set(['PayloadTooLarge', 'BadCollapseId', 'BadMessageId', 'PayloadEmpty']),
};

/** iOS devices through APNs: one HTTP/2 connection, signed with the team's key. */
export class ApnsAdapter extends Carrier {
  private session: ClientHttp2Session | null = null;
  private bearer: { readonly token: string; readonly renewAtMs: number } | null = null;

  /** As `APNS_…` of the configuration. */
  constructor(
    private readonly url: string,
    private readonly key: ApnsKey,
  ) {
    super();
  }

  async carry(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    if (!tokenShape.test(letter.to)) return { kind: 'gone', answer: 'not a device token' };
    try {
      return await this.send(letter, await this.authorize(), signal);
    } catch (error) {
      // A connection whose other end is lost without a word would take every push and answer none.
      this.close();
      return { kind: 'unreachable', answer: reasonOf(error as Error) };
    }
  }

  /** Ends the connection once what is under way on it has ended; the next push opens another. */
  close(): void {
    this.session?.close();
    this.session = null;
  }

  private async send({ id, to, subject, text: body, data = {}, createdAt }: Letter, bearer: string, signal: AbortSignal): Promise<Outcome> {
    const headers: OutgoingHttpHeaders = {
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: `/3/device/${to}`,
      authorization: `bearer ${bearer}`,
      // Ours at every try, so that Apple can tell a repeat.
      'apns-id': id,
      'apns-topic': this.key.topic,
      'apns-push-type': 'alert',
      'apns-priority': '10',
      'apns-expiration': String(Math.floor(createdAt.getTime() / 1_000) + pushLifetimeSeconds),
      'apns-collapse-id': collapseKeyOf(data),
    };
    const alert = { alert: { title: subject, body }, 'thread-id': collapseKeyOf(data), ...(data.sound === 'on' ? { sound: 'default' } : {}) };
    const stream = this.connection().request(headers, { signal });
    stream.end(JSON.stringify({ aps: alert, ...data }));
    const status = new Promise<number>((resolve, reject) => {
      stream.once('response', (answer) => resolve(Number(answer[constants.HTTP2_HEADER_STATUS])));
      stream.once('error', reject);
      stream.once('close', () => reject(new Error('the connection ended without an answer')));
    });
    const [code, answer] = await Promise.all([status, readSome(stream)]);
    const reason = wordAt(parseAnswer(answer), 'reason');
    if (reason === 'ExpiredProviderToken') this.bearer = null;
    return outcomeOfPush({ status: code, text: answer, providerId: id, reason }, words);
  }

  private connection(): ClientHttp2Session {
    if (this.session !== null && !this.session.closed && !this.session.destroyed) return this.session;
    const session = connect(this.url);
    // What fails on it fails its streams, which say so; the next push connects again.
    session.on('error', () => session.destroy());
    session.on('goaway', () => session.close());
    // An idle connection does not keep the process.
    session.unref();
    return (this.session = session);
  }

  private async authorize(): Promise<string> {
    if (this.bearer !== null && this.bearer.renewAtMs > Date.now()) return this.bearer.token;
    const { key, keyId, teamId } = this.key;
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setIssuedAt()
      .sign(await importPKCS8(Buffer.from(key, 'base64').toString('utf8'), 'ES256'));
    this.bearer = { token, renewAtMs: Date.now() + renewAfterMs };
    return token;
  }
}
