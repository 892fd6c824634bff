import { senderShape } from '../notification.config.js';

/** How to reach a mail server. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS when the server offers it. */
  readonly secure: boolean;
  /** No TLS, no mail. */
  readonly requireTLS: boolean;
  readonly tls: { readonly rejectUnauthorized: boolean };
  readonly auth?: { readonly user: string; readonly pass: string };
}

const loopback = /^(localhost|127(\.\d+){3}|::1)$/;

/**
 * `smtp[s]://user:password@host:port?requireTLS=…&tls.rejectUnauthorized=…`. A password goes over TLS only, unless the
 * server is this machine or `requireTLS=false` says so.
 */
export const decodeSmtpUrl = (text: string): SmtpServer => {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const hasPassword = url.username !== '';
  const wanted = url.searchParams.get('requireTLS');
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: wanted === null ? hasPassword && !loopback.test(host) : wanted === 'true',
    tls: { rejectUnauthorized: url.searchParams.get('tls.rejectUnauthorized') !== 'false' },
    ...(hasPassword ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
  };
};

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** `Name <name@host>` or `name@host`, as `NotificationConfig` has checked it. */
export const decodeSender = (text: string): Sender => {
  const [, name, inBrackets, bare] = senderShape.exec(text) ?? [];
  return { name: (name ?? '').replace(/^"(.*)"$/, '$1'), address: inBrackets ?? bare ?? '' };
};
