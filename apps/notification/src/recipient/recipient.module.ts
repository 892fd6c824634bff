import { Module } from '@nestjs/common';
import { RecipientEvents } from './recipient.events.js';
import { RecipientRepository } from './recipient.repository.js';
import { RecipientRpc } from './recipient.rpc.js';

@Module({ controllers: [RecipientRpc, RecipientEvents], providers: [RecipientRepository], exports: [RecipientRepository] })
export class RecipientModule {}
