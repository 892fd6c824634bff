import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { SearchMessages } from './search-messages.query.js';
import { SearchRepository } from './search.repository.js';
import { SearchRpc } from './search.rpc.js';

@Module({ imports: [ConversationModule], controllers: [SearchRpc], providers: [SearchMessages, SearchRepository] })
export class SearchModule {}
