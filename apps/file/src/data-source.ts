import type { DatabaseOptions } from '@parley/persistence';
import type { StoringServiceConfig } from '@parley/runtime';
import { CreateFile1763800000000 } from './migrations/1763800000000-create-file.js';
import { NoteReservation1763800010000 } from './migrations/1763800010000-note-reservation.js';
import { CountReservations1763800020000 } from './migrations/1763800020000-count-reservations.js';
import { NoteDestination1763900000000 } from './migrations/1763900000000-note-destination.js';

export const databaseOptions = (config: Pick<StoringServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'file',
  poolSize: config.DATABASE_POOL,
  migrations: [CreateFile1763800000000, NoteReservation1763800010000, CountReservations1763800020000, NoteDestination1763900000000],
});
