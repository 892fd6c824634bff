import { Injectable } from '@nestjs/common';
import { notification, type EventEnvelope } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { Alerts } from '../alert/alerts.port.js';
import { isQuiet } from '../recipient/quiet-hours.policy.js';
import type { Notice } from './notice.policy.js';
import { NoticeRepository, type StoredNotice } from './notice.repository.js';
import { toNotification } from './notification.entity.js';

/**
 * Tells people of what happened: a row for everybody concerned, a signal and an alert for who is to hear of it now. An event
 * that comes again finds its rows, or the fate that took them away, and tells nothing: it needs no inbox.
 */
@Injectable()
export class RingBell {
  constructor(
    private readonly transactions: Transactions,
    private readonly notices: NoticeRepository,
    private readonly alerts: Alerts,
    private readonly signals: Signals,
  ) {}

  /** Any number of events in a constant number of statements; of some there is nothing to tell. */
  async execute<E extends EventEnvelope<unknown>>(events: readonly E[], noticeOf: (event: E) => Notice | null): Promise<void> {
    const notices = events.flatMap((event) => noticeOf(event) ?? []);
    if (notices.length === 0) return;
    const loud = await this.transactions.run((tx) => this.store(tx, notices));
    if (loud.length === 0) return;
    this.signals.publishList(notification.notificationsAdded, loud.map(toNotification));
    this.alerts.wake();
  }

  /** Answers those whose users are to hear of them now. */
  private async store(tx: Tx, notices: readonly Notice[]): Promise<readonly StoredNotice[]> {
    await this.notices.shareLock(tx);
    const now = new Date();
    const added = await this.notices.add(tx, notices);
    const stored = added.length > 0 ? added : await this.renew(tx, notices.filter(mayRecur));
    const loud = stored.filter((one) => isLoud(one, now));
    if (loud.length > 0) await this.alerts.add(tx, loud.map(toAlert));
    return loud;
  }

  /** What is given again was taken back before, whether or not that is known here yet: the news of the first time gives way. */
  private async renew(tx: Tx, notices: readonly Notice[]): Promise<readonly StoredNotice[]> {
    if (notices.length === 0) return [];
    const outdated = await this.notices.removeOlder(tx, notices);
    if (outdated.length === 0) return [];
    await this.alerts.withdraw(tx, outdated);
    return this.notices.add(tx, notices);
  }
}

/** Told of one source more than once, each time at a later place; such events come one by one. */
const mayRecur = ({ kind }: Notice): boolean => kind === 'reaction';

/** What is read already, muted, or in do-not-disturb is stored and no more (A-CB-80). */
const isLoud = (stored: StoredNotice, now: Date): boolean =>
  stored.readAt === null && !stored.isMuted && !isQuiet(hoursOf(stored), stored.timezone, now);

const hoursOf = ({ isQuiet: isEnabled, quietFrom: startTime, quietTo: endTime }: StoredNotice) => ({ isEnabled, startTime, endTime });

const toAlert = ({ id, isSoundOn, userId, kind, title, body, conversationId, messageId, createdAt }: StoredNotice) => ({
  createdAt: createdAt.toISOString(),
  ...{ notificationId: id, userId, kind, title, body, conversationId, messageId, isSoundOn },
});
