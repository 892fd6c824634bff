import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { default as PostalMime, type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as a server took it. */
export interface ReceivedMail {
  readonly mail: Email;
  readonly raw: string;
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly user: string | null;
  readonly isEncrypted: boolean;
}

/** Says no to a reader with a code of SMTP; null says yes. */
export type Verdict = (to: string) => { readonly code: number; readonly text: string } | null;

export interface SmtpOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly login: { readonly user: string; readonly pass: string } | null;
  readonly startTls: boolean;
  readonly verdict: Verdict;
}

export interface SmtpHarness {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  mailsTo(to: string): readonly ReceivedMail[];
  close(): Promise<void>;
}

export const openToAll: SmtpOptions = { port: 0, login: null, startTls: false, verdict: () => null };

/** A real SMTP server on this machine. With STARTTLS it shows a certificate nobody signed. */
export const startSmtp = async ({ port, login, startTls, verdict }: SmtpOptions): Promise<SmtpHarness> => {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: login === null,
    allowInsecureAuth: !startTls,
    disabledCommands: [...(startTls ? [] : ['STARTTLS']), ...(login === null ? ['AUTH'] : [])],
    onAuth: ({ username, password }, _session, done) =>
      login !== null && username === login.user && password === login.pass ? done(null, { user: login.user }) : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) => {
      const refusal = verdict(address);
      done(refusal === null ? null : Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      void text(stream).then(async (raw) => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          mail: await PostalMime.parse(raw),
          raw,
          envelopeFrom: mailFrom === false ? '' : mailFrom.address,
          envelopeTo: rcptTo.map(({ address }) => address),
          user: (session.user as string | false | undefined) || null,
          isEncrypted: session.secure,
        });
        done(null, 'OK: queued as 42');
      });
    },
  });
  // A client that does not like the certificate hangs up.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    mailsTo: (to) => received.filter(({ envelopeTo }) => envelopeTo.includes(to)),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

export interface MuteServer {
  readonly port: number;
  /** The most connections it ever held at once, and how many it holds. */
  readonly most: number;
  readonly held: number;
  close(): Promise<void>;
}

/** Takes connections and never says a word. */
export const startMuteServer = async (): Promise<MuteServer> => {
  const sockets = new Set<Socket>();
  let most = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get most() {
      return most;
    },
    get held() {
      return sockets.size;
    },
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
