import { describe, expect, it } from '@jest/globals';
import type { Json } from '@parley/testing';
import { call, expectRefusal } from './connectbest.harness.js';

const documents = ['openapi.json', 'chatrooms.openapi.json', 'reals2chat.openapi.json', 'umoc.openapi.json', 'v1.openapi.json'];
const get = async (name: string): Promise<Json> => (await call('GET', `/api/docs/${name}`, {})).body;

const operationsOf = ({ paths }: Json): readonly { readonly method: string; readonly path: string; readonly operation: Json }[] =>
  Object.entries<Json>(paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

describe('API documentation', () => {
  it('CB-G70 the page is open to all, and whatever it names is there', async () => {
    const { status, headers, body } = await call('GET', '/api/docs', {});
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const named = [...(body as string).matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, address]) => address ?? '');
    expect(named).toEqual(expect.arrayContaining([...documents, 'postman.json', 'page.js'].map((name) => `/api/docs/${name}`)));
    for (const address of named) expect([address, (await call('GET', address, {})).status]).toEqual([address, 200]);
    expectRefusal(await call('GET', '/api/docs/nothing.json', {}), 404, 'ROUTE_NOT_FOUND');
    expectRefusal(await call('POST', '/api/docs', { body: {} }), 405, 'METHOD_NOT_ALLOWED');
  });

  it.each(documents)('CB-G69 %s is OpenAPI 3.0 of what is served', async (name) => {
    const document = await get(name);
    expect(document.openapi).toMatch(/^3\.0\./);
    for (const { method, path } of operationsOf(document)) {
      const { status } = await call(method, path.replace(/\{\w+\}/g, '63b8d1f27c3ae5f08b2d4f60'), method === 'GET' ? {} : { body: {} });
      expect([`${method} ${path}`, [404, 405].includes(status)]).toEqual([`${method} ${path}`, false]);
    }
  });

  it('CB-G71 shows a request and an answer of every operation', async () => {
    const operations = operationsOf(await get('openapi.json'));
    expect(operations.length).toBeGreaterThan(45);
    for (const { operation } of operations) {
      const bodies = [operation.requestBody, ...Object.values<Json>(operation.responses).slice(0, 1)].filter(Boolean);
      const shown = bodies.map(({ content }) => content?.['application/json']);
      for (const json of shown.filter(Boolean)) expect([operation.operationId, json.example]).toEqual([operation.operationId, expect.anything()]);
    }
  });

  it('CB-G72 lists every error code with its status and text', async () => {
    const codes = (await get('openapi.json'))['x-error-codes'];
    expect(codes).toContainEqual({ code: 'CHANNEL_FULL', status: 400, message: 'Channel full' });
    expect(codes).toContainEqual({ code: 'TWO_FACTOR_REQUIRED', status: 402, message: 'Two-factor verification required' });
    const { status, body } = await call('GET', '/api/auth/me', {});
    expect(codes).toContainEqual({ code: body.code, status, message: body.message });
  });

  it('CB-G73 offers a Postman collection with every operation', async () => {
    const { info, item } = await get('postman.json');
    expect(info.schema).toBe('https://schema.getpostman.com/json/collection/v2.1.0/collection.json');
    const requests = item.flatMap((folder: Json) => folder.item).map(({ name }: Json) => name);
    expect(requests.sort()).toEqual(
      operationsOf(await get('openapi.json'))
        .map(({ operation }) => operation.summary)
        .sort(),
    );
  });
});
