import { Module } from '@nestjs/common';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ErasureEvents } from './erasure.events.js';
import { ForgetAddresses } from './forget-addresses.use-case.js';

@Module({ imports: [RecipientModule], controllers: [ErasureEvents], providers: [ForgetAddresses] })
export class ErasureModule {}
