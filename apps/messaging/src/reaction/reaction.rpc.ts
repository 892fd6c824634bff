import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ReactToMessage } from './react-to-message.use-case.js';
import { RemoveReactions } from './remove-reactions.use-case.js';

@Controller()
export class ReactionRpc {
  constructor(
    private readonly react: ReactToMessage,
    private readonly removeReactions: RemoveReactions,
  ) {}

  @HandleRpc(messaging.reactToMessage)
  add(input: messaging.ReactInput): Promise<messaging.Reacted> {
    return this.react.execute(input);
  }

  @HandleRpc(messaging.removeReactions)
  remove(input: messaging.RemoveReactionsInput): Promise<messaging.Message> {
    return this.removeReactions.execute(input);
  }
}
