import { EventEmitter } from 'node:events';
import { expect, it } from '@jest/globals';
import { tellOutages } from './tell-outages.js';

it('an outage is told once, with its reason, and so is its end; another is told again', () => {
  const said: string[] = [];
  const client = new EventEmitter();
  tellOutages(client, 'Redis', {
    warn: (message: string) => void said.push(`warn ${message}`),
    log: (message: string) => void said.push(`log ${message}`),
    debug: (message: string) => void said.push(`debug ${message}`),
  });
  client.emit('ready');
  for (const step of ['error', 'error', 'ready', 'error'] as const) client.emit(step, new Error('ECONNREFUSED'));
  expect(said).toEqual(['warn Redis is away: ECONNREFUSED', 'debug Redis: ECONNREFUSED', 'log Redis is back', 'warn Redis is away: ECONNREFUSED']);
});
