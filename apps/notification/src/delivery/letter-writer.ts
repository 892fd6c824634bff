import { Injectable } from '@nestjs/common';
import { unseal } from '@parley/runtime';
import type { Message } from '../carrier/carrier.port.js';
import type { Content } from '../carrier/template.js';
import { NotificationConfig } from '../notification.config.js';
import { templateOf, type Channel } from './channels.js';

/** What is asked for: a template, a reader, and sealed content. */
export interface Order {
  readonly to: string;
  readonly template: string;
  readonly sealed: string;
}

export interface WrittenLetter {
  readonly message: Message;
  /** What of the content must not be kept: codes, tokens. Too short a text would blot out ordinary words. */
  readonly secrets: readonly string[];
}

const minSecretChars = 4;

/** Opens sealed content and writes it out by its template; the result is never stored. */
@Injectable()
export class LetterWriter {
  constructor(private readonly config: NotificationConfig) {}

  /** Throws when the seal, the content or the template is not what it should be. */
  write(channel: Channel, { to, template, sealed }: Order): WrittenLetter {
    const content = JSON.parse(unseal(this.config.SERVER_KEY, sealed)) as Content;
    const message = templateOf(channel, template).write(content, { to, appUrl: this.config.APP_URL });
    const secrets = Object.values(content).filter((value): value is string => typeof value === 'string' && value.length >= minSecretChars);
    return { message, secrets };
  }
}
