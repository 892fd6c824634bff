import { beforeAll, describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { call, errorBody, makePerson, newcomer, type Person } from './v1.harness.js';

describe('V1 errors and versions', () => {
  let john: Person;
  beforeAll(async () => {
    john = await makePerson('john');
  });

  it.each(['/v1/nothing', '/v1', '/v2/users/me', '/v2'])('V1-G26 %s is not found', async (path) => {
    const { status, body } = await call(john, 'GET', path);
    expect(status).toBe(404);
    expect(body).toEqual(errorBody('NOT_FOUND', {}));
  });

  it('A-00-03 another method of a known path is 405 with Allow', async () => {
    const { status, headers, body } = await call(john, 'DELETE', '/v1/conversations');
    expect(status).toBe(405);
    expect(headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(['GET', 'POST']));
    expect(body).toEqual(errorBody('METHOD_NOT_ALLOWED', {}));
  });

  it('V1-G16 malformed JSON and other content are 400', async () => {
    const malformed = await http('POST', '/v1/auth/login', { raw: '{"email":' }, 0);
    const form = await http('POST', '/v1/auth/login', { raw: 'email=x', headers: { 'content-type': 'text/plain' } }, 0);
    const list = await http('POST', '/v1/auth/login', { body: [] }, 0);
    for (const { status, body } of [malformed, form, list]) {
      expect(status).toBe(400);
      expect(body).toEqual(errorBody('VALIDATION_ERROR', expect.any(Object)));
    }
  });

  it('V1-G16 details blame the request where it is no object, and the type of a field before its length', async () => {
    const invalid = async (method: string, path: string, body?: object) => {
      const answer = await call(john, method, path, body);
      expect(answer.status).toBe(400);
      return answer.body.error.details;
    };
    expect(await invalid('POST', '/v1/conversations', [])).toEqual({ request: 'must be a JSON object' });
    const group = { type: 'group', name: 'Team' };
    for (const participant_ids of [undefined, 'x'])
      expect(await invalid('POST', '/v1/conversations', { ...group, participant_ids })).toEqual({
        participant_ids: 'participant_ids must be an array',
      });
    expect(await invalid('GET', '/v1/conversations?limit=x')).toEqual({ limit: 'limit must be an integer number' });
    expect(await invalid('GET', '/v1/conversations?offset=x')).toEqual({ offset: 'offset must be an integer number' });
  });

  it('V1-G16 the request id is the one given, in body and header', async () => {
    const { headers, body } = await http('GET', '/v1/conversations', { headers: { 'x-request-id': 'trace-7' } }, 0);
    expect([body.request_id, headers.get('x-request-id')]).toEqual(['trace-7', 'trace-7']);
  });

  it('V1-G27 API-Version serves the paths without /v1, to whoever has a token', async () => {
    const versioned = { 'api-version': '2025-01-15' };
    const wanted = newcomer('header');
    expect((await http('POST', '/auth/register', { body: wanted, headers: versioned }, 0)).status).toBe(201);
    const listed = await http('GET', '/conversations?limit=5', { token: john.token, headers: versioned }, 0);
    expect(listed.status).toBe(200);
    expect(listed.body.pagination).toMatchObject({ limit: 5 });
    expect(listed.headers.get('vary')).toContain('API-Version');
    expect((await http('GET', '/nothing', { headers: versioned }, 0)).body).toEqual(errorBody('NOT_FOUND', {}));
  });

  it.each(['1', 'v1', '2025-13-40', '2025-02-30', '2024-12-31', '15-01-2025'])('A-V1-42 API-Version %s is 400', async (version) => {
    for (const path of ['/conversations', '/v1/conversations']) {
      const { status, body } = await http('GET', path, { token: john.token, headers: { 'api-version': version } }, 0);
      expect(status).toBe(400);
      expect(body).toEqual(errorBody('VALIDATION_ERROR', { 'API-Version': expect.any(String) }));
    }
  });
});
