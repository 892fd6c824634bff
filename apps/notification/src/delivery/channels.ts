import { Injectable } from '@nestjs/common';
import { AppError, type notification } from '@parley/contracts';
import type { Carrier } from '../carrier/carrier.port.js';
import type { Template } from '../carrier/template.js';
import { mailTemplates } from '../mail/mail-templates.js';
import { MailCarrier } from '../mail/mail.port.js';
import { pushTemplates } from '../push/push-templates.js';
import { PushCarriers } from '../push/push.port.js';
import { smsTemplates } from '../sms/sms-templates.js';
import { SmsCarrier } from '../sms/sms.port.js';
import { pace } from './delivery.policy.js';

export type PushChannelName = `push-${notification.DevicePlatform}`;
export type ChannelName = 'email' | 'sms' | PushChannelName;

/** One way out. */
export interface Channel {
  readonly name: ChannelName;
  readonly carrier: Carrier;
  readonly templates: Readonly<Record<string, Template>>;
  /** Sends that may be under way at once. */
  readonly limit: number;
}

/** @throws {AppError} INPUT_INVALID when the channel has no such template */
export const templateOf = ({ templates }: Channel, name: string): Template => {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (template === undefined) throw new AppError('INPUT_INVALID', { template: 'unknown' });
  return template;
};

/** Every way out that this service has; each platform has its own, so that a provider that is down holds up no other. */
@Injectable()
export class Channels {
  readonly byName: Readonly<Record<ChannelName, Channel>>;

  constructor(mail: MailCarrier, sms: SmsCarrier, { byPlatform }: PushCarriers) {
    const push = (platform: notification.DevicePlatform): Channel => ({
      name: `push-${platform}`,
      carrier: byPlatform[platform],
      templates: pushTemplates,
      limit: pace.pushLimit,
    });
    this.byName = {
      email: { name: 'email', carrier: mail, templates: mailTemplates, limit: pace.limit },
      sms: { name: 'sms', carrier: sms, templates: smsTemplates, limit: pace.limit },
      'push-ios': push('ios'),
      'push-android': push('android'),
      'push-web': push('web'),
    };
  }
}
