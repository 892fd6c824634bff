import { isEmail } from 'class-validator';
import { createTransport, type SMTPSentMessageInfo, type SMTPTransportOptions, type Transporter } from 'nodemailer';
import type { Letter, Outcome } from '../carrier/carrier.port.js';
import { MailCarrier } from './mail.port.js';
import { outcomeOfSmtp, type SmtpFailure } from './smtp-outcome.codec.js';
import { decodeSender, decodeSmtpUrl, type Sender } from './smtp-url.codec.js';

/** Hands mails to an SMTP server, one connection each: nothing of one conversation reaches the next. */
export class SmtpMailAdapter extends MailCarrier {
  private readonly transport: Transporter<SMTPSentMessageInfo, SMTPTransportOptions>;
  private readonly sender: Sender;
  private readonly domain: string;

  /** As `SMTP_URL` and `MAIL_FROM` of the configuration. */
  constructor(smtpUrl: string, mailFrom: string) {
    super();
    const options = decodeSmtpUrl(smtpUrl);
    // The signal of each send is the one clock; at the end of it the socket is gone, not half closed.
    this.transport = createTransport({ ...options, socketCloseTimeout: 0, disableFileAccess: true, disableUrlAccess: true });
    this.sender = decodeSender(mailFrom);
    this.domain = this.sender.address.split('@')[1] ?? '';
  }

  async carry({ id, to, subject, text, html, headers, createdAt }: Letter, signal: AbortSignal): Promise<Outcome> {
    // An address list, a display name or a line break would be parsed into more than this one reader.
    if (!isEmail(to)) return { kind: 'refused', answer: 'not one mail address' };
    try {
      const sent = await this.transport.sendMail({
        from: this.sender,
        to: { name: '', address: to },
        subject,
        text,
        html,
        date: createdAt,
        // The event's id: a reader's server drops the second copy of a mail whose first answer was lost.
        messageId: `<${id}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
        signal,
      });
      return { kind: 'sent', answer: sent.response, providerId: sent.messageId };
    } catch (error) {
      return outcomeOfSmtp(error as SmtpFailure);
    }
  }
}
