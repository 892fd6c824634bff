import { Injectable } from '@nestjs/common';
import { messaging, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** A thread, whose replies are read by being fetched. */
@Injectable()
export class ThreadView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} the codes of messaging.getThread */
  async fetch(origin: Origin, input: Omit<messaging.GetThreadInput, 'viewerId'>): Promise<messaging.Thread> {
    const thread = await this.rpc.call(messaging.getThread, { ...input, viewerId: origin.userId });
    const messageIds = thread.replies.map(({ id }) => id);
    if (messageIds.length > 0) await this.rpc.call(messaging.readMessages, { origin, messageIds, sender: null });
    return thread;
  }
}
