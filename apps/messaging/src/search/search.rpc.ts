import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { SearchMessages } from './search-messages.query.js';

@Controller()
export class SearchRpc {
  constructor(private readonly searchMessages: SearchMessages) {}

  @HandleRpc(messaging.searchMessages)
  search(input: messaging.SearchMessagesInput): Promise<messaging.SearchResult> {
    return this.searchMessages.execute(input);
  }
}
