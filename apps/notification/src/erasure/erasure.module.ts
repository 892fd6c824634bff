import { Module } from '@nestjs/common';
import { ErasureEvents } from './erasure.events.js';
import { ForgetAddresses } from './forget-addresses.use-case.js';

@Module({ controllers: [ErasureEvents], providers: [ForgetAddresses] })
export class ErasureModule {}
