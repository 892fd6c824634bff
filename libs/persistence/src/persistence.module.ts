import { Module, type DynamicModule } from '@nestjs/common';
import { ParkingLot } from '@parley/transport';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { ErasureEvents } from './erasure.events.js';
import { EventErasure } from './event-erasure.js';
import { Inbox } from './inbox.js';
import { makeDataSource } from './make-data-source.js';
import { DatabaseOptions } from './options.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';
import { PostgresParkingLot } from './postgres-parking-lot.js';
import { Transactions } from './transactions.js';

/** The service's database, for every module of its process. */
@Module({})
export class PersistenceModule {
  static register(options: DatabaseOptions): DynamicModule {
    const parts = [Database, Transactions, Outbox, OutboxRelay, Inbox, EventErasure];
    return {
      module: PersistenceModule,
      global: true,
      controllers: [ErasureEvents],
      providers: [
        { provide: DatabaseOptions, useValue: options },
        { provide: DataSource, useFactory: () => makeDataSource(options) },
        { provide: ParkingLot, useClass: PostgresParkingLot },
        ...parts,
      ],
      exports: [DatabaseOptions, DataSource, ParkingLot, ...parts],
    };
  }
}
