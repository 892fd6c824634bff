import type { notification } from '@parley/contracts';
import { defineTemplate, type Template } from '../carrier/template.js';

/** A-CB-07. */
const codeLifetimeSeconds = 600;

/** Each fits one SMS of 160 characters. */
export const smsTemplates: Readonly<Record<notification.SmsTemplate, Template>> = {
  'second-factor-code': defineTemplate<notification.SmsContent['second-factor-code']>(codeLifetimeSeconds, ['code'], ({ code }) => ({
    text: `${code} is your Parley sign-in code. It is valid for 10 minutes. Do not share it.`,
  })),
  'phone-verification': defineTemplate<notification.SmsContent['phone-verification']>(codeLifetimeSeconds, ['code'], ({ code }) => ({
    text: `${code} is your Parley code to verify this phone number. It is valid for 10 minutes.`,
  })),
};
