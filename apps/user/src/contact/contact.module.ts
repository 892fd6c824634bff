import { Module } from '@nestjs/common';
import { BlockRepository } from '../block/block.repository.js';
import { BlockRpc } from '../block/block.rpc.js';
import { ChangeBlock } from '../block/change-block.use-case.js';
import { MirrorBlock } from '../block/mirror-block.use-case.js';
import { AnswerContact } from './answer-contact.use-case.js';
import { ContactRepository } from './contact.repository.js';
import { ContactRpc } from './contact.rpc.js';
import { ListContacts } from './list-contacts.query.js';
import { PairResolver } from './pair.resolver.js';
import { RequestContact } from './request-contact.use-case.js';

/** What people are to each other: contacts and blocks. */
@Module({
  controllers: [ContactRpc, BlockRpc],
  providers: [PairResolver, ContactRepository, BlockRepository, RequestContact, AnswerContact, ChangeBlock, MirrorBlock, ListContacts],
  exports: [ContactRepository],
})
export class ContactModule {}
