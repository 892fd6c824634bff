import { Module } from '@nestjs/common';
import { LinkRepository } from './link.repository.js';
import { RelinkMessage } from './relink-message.use-case.js';

/** Links of messages as rows, for every feature that writes messages. */
@Module({ providers: [LinkRepository, RelinkMessage], exports: [LinkRepository, RelinkMessage] })
export class LinkStoreModule {}
