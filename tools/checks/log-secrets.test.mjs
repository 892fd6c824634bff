import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expectNoSecrets, secretsIn } from '../suite/log-secrets.mjs';

const token = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(30)}.${'c'.repeat(86)}`;

test('tokens, hashes, keys and passwords are found in a log, wherever they stand', () => {
  const lines = [
    '{"level":"info","msg":"ready","kid":"mN0n_DJBnyI5eywKnYOYFiO"}',
    `{"msg":"GET /ws?token=${token}"}`,
    `DETAIL:  parameters: $1 = '$2b$10$${'x'.repeat(53)}'`,
    '-----BEGIN PRIVATE KEY-----',
    '{"body":{"password":"Passw0rd!"}}',
  ];
  assert.deepEqual(secretsIn(lines.join('\n')), ['token in line 2', 'password hash in line 3', 'private key in line 4', 'password in line 5']);
});

test('every log of a fleet is read; none at all is a problem', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'logs-'));
  try {
    mkdirSync(path.join(folder, 'log'));
    assert.throws(() => expectNoSecrets(folder), /No log/);
    writeFileSync(path.join(folder, 'log', 'auth.log'), '{"msg":"ready"}\n');
    expectNoSecrets(folder);
    writeFileSync(path.join(folder, 'log', 'gateway-1.log'), `{"msg":"ready"}\n${token}\n`);
    assert.throws(() => expectNoSecrets(folder), /gateway-1\.log: token in line 2$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
