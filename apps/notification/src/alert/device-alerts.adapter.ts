import { Injectable } from '@nestjs/common';
import { newId, type NotificationId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { seal } from '@parley/runtime';
import type { PushChannelName } from '../delivery/channels.js';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import { DispatchDeliveries } from '../delivery/dispatch-deliveries.use-case.js';
import { NotificationConfig } from '../notification.config.js';
import { DeviceRepository, type Device } from '../push/device.repository.js';
import type { AlertContent } from '../push/push-templates.js';
import { pushLifetimeSeconds } from '../push/push.port.js';
import { Alerts, type Alert } from './alerts.port.js';

const pushChannels: readonly PushChannelName[] = ['push-ios', 'push-android', 'push-web'];

/** Of a message the bell has its sender's name alone; a push says what V1-7.1 says (A-V1-33). */
const titleOf = ({ kind, title }: Alert): string => (kind === 'message' ? `New message from ${title}` : title);

const contentOf = (alert: Alert): AlertContent => ({
  title: titleOf(alert),
  body: alert.body,
  notification_id: alert.notificationId,
  type: alert.kind,
  conversation_id: alert.conversationId ?? '',
  message_id: alert.messageId ?? '',
  sound: alert.isSoundOn ? 'on' : 'off',
});

/** Tells every device of an alert's user: a row of the ledger for each, written with the notification itself. */
@Injectable()
export class DeviceAlerts extends Alerts {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly ledger: DeliveryRepository,
    private readonly dispatch: DispatchDeliveries,
    private readonly config: NotificationConfig,
  ) {
    super();
  }

  async add(tx: Tx, alerts: readonly Alert[]): Promise<void> {
    const devices = await this.devices.ofUsers(tx, [...new Set(alerts.map(({ userId }) => userId))]);
    const ofUser = new Map<string, Device[]>();
    for (const device of devices) ofUser.set(device.userId, [...(ofUser.get(device.userId) ?? []), device]);
    await this.ledger.addAll(
      tx,
      alerts.flatMap((alert) => this.deliveriesOf(alert, ofUser.get(alert.userId) ?? [])),
    );
  }

  async withdraw(tx: Tx, notificationIds: readonly NotificationId[]): Promise<void> {
    await this.ledger.withdraw(tx, notificationIds);
  }

  wake(): void {
    for (const channel of pushChannels) this.dispatch.wake(channel);
  }

  private deliveriesOf(alert: Alert, devices: readonly Device[]) {
    if (devices.length === 0) return [];
    const sealed = seal(this.config.SERVER_KEY, JSON.stringify(contentOf(alert)));
    const expiresAt = new Date(Date.parse(alert.createdAt) + pushLifetimeSeconds * 1_000);
    const { notificationId } = alert;
    return devices.map(({ id: to, platform }) => ({
      id: newId(),
      channel: `push-${platform}` as const,
      to,
      template: 'alert',
      sealed,
      expiresAt,
      notificationId,
    }));
  }
}
