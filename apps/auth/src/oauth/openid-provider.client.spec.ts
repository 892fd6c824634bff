import { describe, expect, it } from '@jest/globals';
import type { AuthConfig } from '../auth.config.js';
import { OpenIdProvider } from './openid-provider.client.js';

describe('OpenIdProvider', () => {
  it('SERVICE_UNAVAILABLE: while none is configured', async () => {
    const provider = new OpenIdProvider({} as AuthConfig);
    await expect(provider.authorizationUrl(provider.newSecrets(), 'http://localhost:8000/back')).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
  });
});
