import { Injectable } from '@nestjs/common';
import type { ConversationId } from '@parley/contracts';
import { BoundedMap } from '../bounded-map.registry.js';

/** Which conversation a pair or a number names: neither ever changes. Whether it lives and who is in it is never remembered. */
@Injectable()
export class KnownConversations {
  readonly byPair = new BoundedMap<string, ConversationId>(50_000);
  readonly byNum = new BoundedMap<number, ConversationId>(20_000);
}
