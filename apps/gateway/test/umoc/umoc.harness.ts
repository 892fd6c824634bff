import { once } from 'node:events';
import { eventually, gatewayUrl, http, IoClient, uniqueName, type HttpAnswer, type Json } from '@parley/testing';
import { WebSocket } from 'ws';

/** What a log-in answers (A-UM-01). */
export interface SignIn {
  readonly sessionID: string;
  readonly token: string;
  readonly user_id: number;
  readonly username: string;
  readonly session_expires: number;
}

export const password = 'correct horse';

export const post = (action: string, body: object): Promise<HttpAnswer> => http('POST', `/umoc/auth/${action}`, { body }, 0);

export const register = async (stem: string): Promise<SignIn> => {
  const { status, body } = await post('register', { username: uniqueName(stem), password });
  if (status !== 201) throw new Error(`registration answered ${status}: ${JSON.stringify(body)}`);
  return body as SignIn;
};

/** A client of one session, on one gateway: adds its sessionID to whatever it says. */
export class UmocClient {
  private constructor(
    readonly me: Pick<SignIn, 'sessionID' | 'token'>,
    readonly io: IoClient,
  ) {}

  /** Resolves once the server has said `connection_successful`, and has that unread. */
  static async open(me: Pick<SignIn, 'sessionID' | 'token'>, gateway: number): Promise<UmocClient> {
    const io = await IoClient.open('/', { sessionID: me.sessionID, token: me.token }, gateway);
    await eventually(() => {
      if (io.heard('connection_successful').length === 0) throw new Error('connection_successful was not heard');
    }, 5_000);
    return new UmocClient(me, io);
  }

  send(event: string, data: object): void {
    this.io.send(event, { sessionID: this.me.sessionID, ...data });
  }

  /** Sends without a callback; the event that answers. */
  call(event: string, data: object, answer: string): Promise<Json> {
    return this.after(() => this.send(event, data), answer);
  }

  /** The first event of that name since `act`, whatever was heard before. */
  async after(act: () => void, event: string): Promise<Json> {
    const before = this.io.all.length;
    act();
    const heard = await eventually(() => {
      const found = this.io.all.slice(before).find((one) => one.event === event);
      if (found === undefined) throw new Error(`${event} was not heard`);
      return found;
    }, 5_000);
    return heard.data;
  }

  /** Sends with an acknowledgement callback. */
  ask(event: string, data: object): Promise<Json> {
    return this.io.ask(event, { sessionID: this.me.sessionID, ...data });
  }
}

/** Somebody who speaks UMOC with a token of chatrooms (C13), and so can do over REST what UMOC has no event for. */
export const enter = async (stem: string): Promise<{ readonly id: string; readonly token: string; readonly client: UmocClient }> => {
  const username = uniqueName(stem);
  const account = { username, email: `${username}@example.com`, password, display_name: username };
  const { body } = await http('POST', '/auth/register', { body: account }, 0);
  const token: string = body.data.access_token;
  const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sid: string };
  return { id: body.data.user.id, token, client: await UmocClient.open({ sessionID: sid, token }, 0) };
};

/** The wire itself, for clients that are no socket.io-client of today. */
export class RawClient {
  private readonly texts: string[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.texts.push(data.toString()));
  }

  static async open(query: string): Promise<RawClient> {
    const client = new RawClient(new WebSocket(`${gatewayUrl(0).replace(/^http/, 'ws')}/socket.io/?${query}`));
    await once(client.socket, 'open');
    return client;
  }

  /** The first packet that begins so. */
  packet(beginning: string): Promise<string> {
    return eventually(() => {
      const found = this.texts.find((text) => text.startsWith(beginning));
      if (found === undefined) throw new Error(`no ${beginning} in ${this.texts.join(' ')}`);
      return found;
    }, 5_000);
  }

  send(packet: string): void {
    this.socket.send(packet);
  }

  close(): void {
    this.socket.close();
  }
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
export const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
export const invalidSession = 'Your session has expired or is invalid';
