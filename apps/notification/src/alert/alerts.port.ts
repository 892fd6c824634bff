import type { notification, NotificationId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** A notification whose user is to be told of it now: neither muted nor in his do-not-disturb. */
export interface Alert extends Pick<notification.Notification, 'userId' | 'kind' | 'title' | 'body' | 'conversationId' | 'messageId' | 'createdAt'> {
  readonly notificationId: NotificationId;
  readonly isSoundOn: boolean;
}

/**
 * Where the bell ends and telling devices begins. `add` and `withdraw` run in the transaction that writes the notifications
 * themselves, so an alert is there exactly once, if and only if its notification is.
 */
export abstract class Alerts {
  /** Keeps alerts for delivery, all in one statement. */
  abstract add(tx: Tx, alerts: readonly Alert[]): Promise<void>;

  /** These were read, or are gone: what of them still waits is not sent. */
  abstract withdraw(tx: Tx, notificationIds: readonly NotificationId[]): Promise<void>;

  /** Called after the commit of what `add` kept. */
  abstract wake(): void;
}
