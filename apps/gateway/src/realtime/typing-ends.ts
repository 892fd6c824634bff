import { messaging, newId, type EventEnvelope, type PayloadOf } from '@parley/contracts';

/** No gateway lets who types be silent for so long (C35): 5 s, the second whose repetitions are not told, and the time to tell. */
const longestMs = 8_000;

type Typing = PayloadOf<typeof messaging.typingChanged> | PayloadOf<typeof messaging.typingTowardChanged>;

const subjects: readonly string[] = [messaging.typingChanged.subject, messaging.typingTowardChanged.subject];

/** Who types, and to whom: the same before and after a direct conversation is opened. */
const keyOf = (typing: Typing): string => {
  const { id } = typing.user;
  if ('recipient' in typing) return `${id} ${typing.recipient.id}`;
  return `${id} ${typing.conversation.pair?.find((person) => person.id !== id)?.id ?? typing.conversation.id}`;
};

/**
 * Ends what was heard of somebody's typing where its end does not come: the gateway he typed through is gone, and knows nothing
 * of it when it is back, or the word was lost on its way.
 */
export class TypingEnds {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly pass: (event: EventEnvelope<unknown>) => void) {}

  take(event: EventEnvelope<unknown>): void {
    if (!subjects.includes(event.subject)) return;
    const typing = event.payload as Typing;
    const key = keyOf(typing);
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (typing.isTyping) this.timers.set(key, setTimeout(() => this.end(key, event), longestMs).unref());
  }

  private end(key: string, event: EventEnvelope<unknown>): void {
    this.timers.delete(key);
    const payload = { ...(event.payload as Typing), isTyping: false };
    this.pass({ ...event, id: newId(), occurredAt: new Date().toISOString(), payload });
  }
}
