import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@parley/runtime';
import { GatewayConfig } from './gateway.config.js';

describe('GatewayConfig', () => {
  const needed = { NATS_URL: 'nats://x', REDIS_URL: 'redis://x', PUBLIC_URL: 'https://x.org' };
  const load = (env: Readonly<Record<string, string>>) => loadConfig(GatewayConfig, { ...needed, ...env });

  it('takes addresses with or without a slash at the end, by name or by number', () => {
    for (const [given, kept] of [
      ['http://localhost:8000', 'http://localhost:8000'],
      ['https://chat.example.com/', 'https://chat.example.com'],
      ['http://[::1]:8000//', 'http://[::1]:8000'],
    ] as const)
      expect(load({ PUBLIC_URL: given, APP_URL: given })).toMatchObject({ PUBLIC_URL: kept, APP_URL: kept });
  });

  it('takes origins as browsers write them, those of apps too; a comma too many counts for nothing', () => {
    expect(load({ ALLOWED_ORIGINS: 'https://App.example.com/, capacitor://localhost,' }).ALLOWED_ORIGINS).toEqual([
      'https://app.example.com',
      'capacitor://localhost',
    ]);
  });

  it('takes proxies by address, range and name; a comma too many counts for nothing', () => {
    const proxies = ['10.0.0.0/8', '192.168.1.1', '10.0.0.0/255.0.0.0', 'fd00::/8', '::1', 'loopback'];
    expect(load({ TRUSTED_PROXIES: `${proxies.join(', ')},` }).TRUSTED_PROXIES).toEqual(proxies);
  });

  it.each([
    ['PUBLIC_URL', 'chat.example.com'],
    ['PUBLIC_URL', 'ftp://chat.example.com'],
    ['APP_URL', 'localhost'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://app.example.com/chat'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '300.0.0.1'],
    ['METRICS_ENABLED', 'yes'],
  ])('refuses a %s that is %s, by name', (variable, value) => {
    expect(() => load({ [variable]: value })).toThrow(ConfigError);
    expect(() => load({ [variable]: value })).toThrow(variable);
  });
});
