import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { Carrier } from '../carrier/carrier.port.js';
import type { Template } from '../carrier/template.js';
import { mailTemplates } from '../mail/mail-templates.js';
import { MailCarrier } from '../mail/mail.port.js';
import { smsTemplates } from '../sms/sms-templates.js';
import { SmsCarrier } from '../sms/sms.port.js';

/** One way out. */
export interface Channel {
  readonly name: 'email' | 'sms';
  readonly carrier: Carrier;
  readonly templates: Readonly<Record<string, Template>>;
}

export type ChannelName = Channel['name'];

/** @throws {AppError} INPUT_INVALID when the channel has no such template */
export const templateOf = ({ templates }: Channel, name: string): Template => {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (template === undefined) throw new AppError('INPUT_INVALID', { template: 'unknown' });
  return template;
};

/** Every way out that this service has. */
@Injectable()
export class Channels {
  readonly byName: Readonly<Record<ChannelName, Channel>>;

  constructor(mail: MailCarrier, sms: SmsCarrier) {
    this.byName = {
      email: { name: 'email', carrier: mail, templates: mailTemplates },
      sms: { name: 'sms', carrier: sms, templates: smsTemplates },
    };
  }
}
