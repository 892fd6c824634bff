import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandlePluralRpc, HandleRpc, type Outcome } from '@parley/transport';
import { ListMessages } from './list-messages.query.js';
import { SendMessages } from './send-messages.use-case.js';

@Controller()
export class MessageRpc {
  constructor(
    private readonly sendMessages: SendMessages,
    private readonly listMessages: ListMessages,
  ) {}

  @HandlePluralRpc(messaging.sendMessage)
  send(inputs: readonly messaging.SendMessageInput[]): Promise<readonly Outcome<messaging.SentMessage>[]> {
    return this.sendMessages.execute(inputs);
  }

  @HandleRpc(messaging.listMessages)
  list(input: messaging.ListMessagesInput): Promise<messaging.MessagePage | null> {
    return this.listMessages.execute(input);
  }
}
