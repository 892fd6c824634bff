import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { SetTyping } from './set-typing.use-case.js';

@Controller()
export class TypingRpc {
  constructor(private readonly setTyping: SetTyping) {}

  @HandleRpc(messaging.setTyping)
  set(input: messaging.SetTypingInput): Promise<messaging.ToldTyping | null> {
    return this.setTyping.execute(input);
  }
}
