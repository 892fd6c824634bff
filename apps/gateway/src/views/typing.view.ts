import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { messaging, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Without a word from the client typing ends (C35). */
const autoStopMs = 5_000;
/** So often one user may say the same about one conversation. */
const throttleMs = 1_000;

interface Typer {
  isTyping: boolean;
  /** The others know: they are to hear the end, whatever comes between. */
  isTold: boolean;
  saidAt: number;
  timer: NodeJS.Timeout | null;
}

/** Who types through this gateway: at most one word a second reaches the others, and silence ends it. */
@Injectable()
export class TypingView implements OnApplicationShutdown {
  private readonly logger = new Logger(TypingView.name);
  private readonly typers = new Map<string, Typer>();

  constructor(private readonly rpc: RpcClient) {}

  onApplicationShutdown(): void {
    for (const { timer } of this.typers.values()) if (timer !== null) clearTimeout(timer);
  }

  /** Repetitions within a second are dropped silently. @throws {AppError} the codes of messaging.setTyping */
  async set(origin: Origin, conversation: messaging.ConversationRef, isTyping: boolean): Promise<void> {
    const key = JSON.stringify([origin.userId, conversation]);
    const known = this.typers.get(key);
    const isTooSoon = known !== undefined && Date.now() - known.saidAt < throttleMs && (isTyping || !known.isTyping);
    if (isTooSoon) return void (isTyping && known.isTyping && this.expect(key, known, origin, conversation));
    const typer = known ?? { isTyping, isTold: false, saidAt: 0, timer: null };
    this.typers.set(key, typer);
    // An end leaves the time of its start: who starts and stops in turn is throttled, too.
    if (isTyping || known === undefined) typer.saidAt = Date.now();
    typer.isTyping = isTyping;
    this.expect(key, typer, origin, conversation);
    try {
      const isHeard = await this.tell(typer, { origin, conversation, isTyping });
      // Nobody is to see how long he goes on.
      if (isTyping && typer.isTold && !isHeard) this.end(typer, origin, conversation);
    } catch (error) {
      this.forget(key, typer);
      if (typer.isTold) this.end(typer, origin, conversation);
      throw error;
    }
  }

  /** Ends typing after silence; forgets who has ended. */
  private expect(key: string, typer: Typer, origin: Origin, conversation: messaging.ConversationRef): void {
    if (typer.timer !== null) clearTimeout(typer.timer);
    typer.timer = setTimeout(
      () => {
        this.forget(key, typer);
        if (typer.isTyping) this.end(typer, origin, conversation);
      },
      typer.isTyping ? autoStopMs : throttleMs,
    );
  }

  private forget(key: string, typer: Typer): void {
    if (typer.timer !== null) clearTimeout(typer.timer);
    this.typers.delete(key);
  }

  private end(typer: Typer, origin: Origin, conversation: messaging.ConversationRef): void {
    this.tell(typer, { origin, conversation, isTyping: false }).catch((error: unknown) => this.logger.debug(`typing did not end: ${String(error)}`));
  }

  /** False where nobody may hear it. */
  private async tell(typer: Typer, input: messaging.SetTypingInput): Promise<boolean> {
    const { isTyping } = input;
    const told = await this.rpc.call(messaging.setTyping, { ...input, wasTold: typer.isTold && !isTyping });
    typer.isTold = isTyping && (typer.isTold || told !== null);
    return told !== null;
  }
}
