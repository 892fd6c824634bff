import { Injectable, Logger } from '@nestjs/common';
import { ParkingLot, type ParkedEvent } from '@parley/transport';
import { Database } from './database.js';

/** Postgres keeps no NUL in text; an event that could not even be parked would come again for ever. */
const storable = (text: string): string => text.replaceAll('\0', '\\0');

/** Parked events as rows of the service's own schema. */
@Injectable()
export class PostgresParkingLot extends ParkingLot {
  private readonly logger = new Logger(PostgresParkingLot.name);

  constructor(private readonly database: Database) {
    super();
  }

  async park({ consumer, subject, body, reason, attempts }: ParkedEvent): Promise<void> {
    await this.database.query('INSERT INTO parked_event (consumer, subject, body, reason, attempts) VALUES ($1, $2, $3, $4, $5)', [
      consumer,
      subject,
      storable(body),
      storable(reason),
      attempts,
    ]);
    this.logger.error(`parked ${subject} of ${consumer} after ${attempts} attempts: ${reason}`);
  }
}
