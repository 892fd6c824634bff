import { Injectable } from '@nestjs/common';
import { notification, type EventEnvelope } from '@parley/contracts';
import { Inbox, Transactions, type Tx } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { Alerts } from '../alert/alerts.port.js';
import { isQuiet } from '../recipient/quiet-hours.policy.js';
import type { Notice } from './notice.policy.js';
import { NoticeRepository, type StoredNotice } from './notice.repository.js';
import { toNotification } from './notification.entity.js';

/** An event, and what it tells of. */
export interface Occurrence {
  readonly event: EventEnvelope<unknown>;
  readonly notice: Notice;
}

/** Tells people of what happened, each once: a row for everybody concerned, a signal and an alert for who is to hear of it now. */
@Injectable()
export class RingBell {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly notices: NoticeRepository,
    private readonly alerts: Alerts,
    private readonly signals: Signals,
  ) {}

  /** Any number of events in a constant number of statements. */
  async execute(consumer: string, occurrences: readonly Occurrence[]): Promise<void> {
    if (occurrences.length === 0) return;
    const loud = await this.transactions.run((tx) => this.store(tx, consumer, occurrences));
    if (loud.length === 0) return;
    this.signals.publishList(notification.notificationsAdded, loud.map(toNotification));
    this.alerts.wake();
  }

  private async store(tx: Tx, consumer: string, occurrences: readonly Occurrence[]): Promise<readonly StoredNotice[]> {
    const events = occurrences.map(({ event }) => event);
    const fresh = await this.inbox.fresh(tx, consumer, events);
    const notices = occurrences.filter(({ event }) => fresh.has(event.id)).map(({ notice }) => notice);
    if (notices.length === 0) return [];
    await this.notices.shareLock(tx);
    const now = new Date();
    const loud = (await this.notices.add(tx, notices)).filter((stored) => stored.readAt === null && !isQuiet(hoursOf(stored), stored.timezone, now));
    if (loud.length > 0) await this.alerts.add(tx, loud.map(toAlert));
    return loud;
  }
}

const hoursOf = ({ isQuiet: isEnabled, quietFrom: startTime, quietTo: endTime }: StoredNotice) => ({ isEnabled, startTime, endTime });

const toAlert = ({ id, isSoundOn, userId, kind, title, body, conversationId, messageId, createdAt }: StoredNotice) => ({
  ...{ notificationId: id, userId, kind, title, body, conversationId, messageId, isSoundOn },
  createdAt: createdAt.toISOString(),
});
