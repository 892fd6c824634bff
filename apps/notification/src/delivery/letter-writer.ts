import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { unseal, unsealAddress } from '@parley/runtime';
import type { Message } from '../carrier/carrier.port.js';
import type { Content } from '../carrier/template.js';
import { NotificationConfig } from '../notification.config.js';
import { templateOf, type Channel } from './channels.js';

/** What is asked for: a template, a reader, and sealed content. */
export interface Order {
  readonly userId?: UserId;
  readonly to: string;
  readonly template: string;
  readonly sealed: string;
}

export interface WrittenLetter {
  /** As the carrier needs it; an SMS's is sealed until then (C87). */
  readonly to: string;
  readonly message: Message;
  /** What must not be kept: codes, tokens, numbers. Too short a text would blot out ordinary words. */
  readonly secrets: readonly string[];
}

const minSecretChars = 4;

/** Opens sealed content and writes it out by its template; the result is never stored. */
@Injectable()
export class LetterWriter {
  constructor(private readonly config: NotificationConfig) {}

  /** Throws when the seal, the content or the template is not what it should be. */
  write(channel: Channel, { to: kept, template, sealed }: Order): WrittenLetter {
    const isSealed = channel.name === 'sms';
    const to = isSealed ? unsealAddress(this.config.SERVER_KEY, kept) : kept;
    const content = JSON.parse(unseal(this.config.SERVER_KEY, sealed)) as Content;
    const message = templateOf(channel, template).write(content, { to, appUrl: this.config.APP_URL });
    const secrets = Object.values(content).filter((value): value is string => typeof value === 'string' && value.length >= minSecretChars);
    return { to, message, secrets: isSealed ? [...secrets, to] : secrets };
  }
}
