import { describe, expect, it } from '@jest/globals';
import { outcomeOfSms } from './sms-outcome.codec.js';

describe('what an SMS provider answers', () => {
  it.each([
    [200, '{"id":"m-1"}', { kind: 'sent', answer: '200 {"id":"m-1"}', providerId: 'm-1' }],
    [201, '{"id":7,"parts":1}', { kind: 'sent', answer: '201 {"id":7,"parts":1}', providerId: '7' }],
    [202, '{"status":"accepted"}', { kind: 'sent', answer: '202 {"status":"accepted"}', providerId: null }],
    [204, '', { kind: 'sent', answer: '204', providerId: null }],
    [200, '<html>log in</html>', { kind: 'unreachable', answer: '200 <html>log in</html>' }],
    [200, '["m-1"]', { kind: 'unreachable', answer: '200 ["m-1"]' }],
    [200, '{"id":', { kind: 'unreachable', answer: '200 {"id":' }],
    [422, '{"error":"landline"}', { kind: 'refused', answer: '422 {"error":"landline"}' }],
  ])('%i %s', (status, body, outcome) => {
    expect(outcomeOfSms(status, body)).toEqual(outcome);
  });

  it.each([
    ['refused', [400, 413, 422, 451]],
    ['unreachable', [301, 307, 401, 402, 403, 404, 409, 429, 500, 502, 503]],
  ])('%s: %j', (kind, statuses) => {
    expect(statuses.map((status) => outcomeOfSms(status, '').kind)).toEqual(statuses.map(() => kind));
  });
});
