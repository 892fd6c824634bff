import { defineTemplate, type Template } from '../carrier/template.js';
import { pushLifetimeSeconds, type PushData } from './push.port.js';

/** What waits, sealed, in the ledger. */
export interface AlertContent extends PushData {
  readonly title: string;
  readonly body: string;
}

const fields = ['title', 'body', 'notification_id', 'type', 'conversation_id', 'message_id', 'sound'] as const;

export const pushTemplates = {
  alert: defineTemplate<Record<(typeof fields)[number], string>>(pushLifetimeSeconds, fields, ({ title, body, ...data }) => ({
    subject: title,
    text: body,
    data,
  })),
} as const satisfies Readonly<Record<string, Template>>;
