import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ListPins } from './list-pins.query.js';
import { PinMessage } from './pin-message.use-case.js';
import { UnpinMessage } from './unpin-message.use-case.js';

@Controller()
export class PinRpc {
  constructor(
    private readonly pinMessage: PinMessage,
    private readonly unpinMessage: UnpinMessage,
    private readonly listPins: ListPins,
  ) {}

  @HandleRpc(messaging.pinMessage)
  add(input: messaging.MessageActInput): Promise<null> {
    return this.pinMessage.execute(input);
  }

  @HandleRpc(messaging.unpinMessage)
  remove(input: messaging.MessageActInput): Promise<null> {
    return this.unpinMessage.execute(input);
  }

  @HandleRpc(messaging.listPins)
  list(input: messaging.ListPinsInput): Promise<readonly messaging.Message[]> {
    return this.listPins.execute(input);
  }
}
