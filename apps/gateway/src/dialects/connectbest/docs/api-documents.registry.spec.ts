import { describe, expect, it } from '@jest/globals';
import { GatewayConfig } from '../../../gateway.config.js';
import { ApiDocumentRegistry } from './api-documents.registry.js';

const contentOf = (publicUrl: string, name: string): string =>
  new ApiDocumentRegistry(Object.assign(new GatewayConfig(), { PUBLIC_URL: publicUrl })).find(name)?.content ?? '';

describe('C83 the documents lead to where clients reach the gateway', () => {
  it.each([
    ['http://localhost:8000', '/api/docs/', '/'],
    ['https://example.org/chat', '/chat/api/docs/', '/chat'],
  ])('%s', (publicUrl, folder, server) => {
    const addresses = [...contentOf(publicUrl, 'index.html').matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(address?.startsWith(folder)).toBe(true);
    for (const name of ['openapi.json', 'v1.openapi.json']) {
      expect((JSON.parse(contentOf(publicUrl, name)) as { readonly servers: unknown }).servers).toEqual([{ url: server }]);
    }
  });
});
