import { messaging, type ConversationId, type EventEnvelope } from '@parley/contracts';

/** How long a change waits for those before it; what takes longer was lost on its way, and `sync` brings it. */
const longestWaitMs = 100;
/** Conversations whose place is remembered: some 10 MB. */
const maxLanes = 50_000;

/** What a payload says of its place in the log of a conversation; of a message sent, the message says it. */
interface Logged {
  readonly conversation?: { readonly id: ConversationId };
  readonly seq?: number;
  readonly message?: { readonly seq: number };
}

/** Where the live stream of one conversation stands. */
interface Lane {
  next: number;
  /** Changes that came before their predecessors, by seq. */
  readonly early: Map<number, EventEnvelope<unknown>>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Puts the changes of a conversation in the order of their seq, in which its members are to hear them (domain.md, 3): what two
 * replicas of messaging commit one after the other may arrive the other way round. Whatever has no place in a log, comes late or
 * comes again passes at once; so does the first of a conversation, since nobody knows what was before it.
 */
export class CommitOrder {
  private readonly lanes = new Map<ConversationId, Lane>();

  constructor(private readonly pass: (event: EventEnvelope<unknown>) => void) {}

  take(event: EventEnvelope<unknown>): void {
    const { conversation, seq: ownSeq, message } = (event.payload ?? {}) as Logged;
    const seq = ownSeq ?? message?.seq;
    // Whom a message concerns is said beside it, with its seq.
    if (conversation === undefined || seq === undefined || event.subject === messaging.attentionCalled.subject) return this.pass(event);
    const lane = this.laneOf(conversation.id, seq);
    if (seq > lane.next) return this.hold(lane, seq, event);
    this.pass(event);
    if (seq === lane.next) this.goOn(lane);
  }

  private laneOf(id: ConversationId, seq: number): Lane {
    const known = this.lanes.get(id);
    if (known !== undefined) return known;
    // What waits in the lane that gives way passes with its timer.
    const [oldest] = this.lanes.size < maxLanes ? [] : this.lanes.keys();
    if (oldest !== undefined) this.lanes.delete(oldest);
    const lane: Lane = { next: seq, early: new Map(), timer: undefined };
    this.lanes.set(id, lane);
    return lane;
  }

  private hold(lane: Lane, seq: number, event: EventEnvelope<unknown>): void {
    lane.early.set(seq, event);
    if (lane.timer === undefined) this.wait(lane);
  }

  /** The next has passed: so do those that follow it without a gap. */
  private goOn(lane: Lane): void {
    lane.next += 1;
    for (let event = lane.early.get(lane.next); event !== undefined; event = lane.early.get(lane.next)) {
      lane.early.delete(lane.next);
      lane.next += 1;
      this.pass(event);
    }
    this.stopWaiting(lane);
    // What waits for another gap has just begun to.
    if (lane.early.size > 0) this.wait(lane);
  }

  /** All that waits passes, gaps or not. */
  private giveUp(lane: Lane): void {
    const waiting = [...lane.early].sort(([a], [b]) => a - b);
    lane.early.clear();
    this.stopWaiting(lane);
    for (const [seq, event] of waiting) {
      lane.next = seq + 1;
      this.pass(event);
    }
  }

  private wait(lane: Lane): void {
    lane.timer = setTimeout(() => this.giveUp(lane), longestWaitMs);
  }

  private stopWaiting(lane: Lane): void {
    clearTimeout(lane.timer);
    lane.timer = undefined;
  }
}
