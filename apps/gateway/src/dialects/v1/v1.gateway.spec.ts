import { describe, expect, it } from '@jest/globals';
import { AppError } from '@parley/contracts';
import { V1Gateway } from './v1.gateway.js';

const gateway = new V1Gateway({} as never, {} as never, {} as never, {} as never, {} as never);

describe('V1Gateway', () => {
  it.each([
    ['/', true],
    ['/v1', true],
    ['/v1/ws', true],
    ['/ws', false],
    ['/v1/signal/call_1', false],
  ])('serves %s: %s', (path, isServed) => {
    expect(gateway.paths.test(path)).toBe(isServed);
  });

  it('names frames by their type, both ways', () => {
    expect(gateway.decode('{"type":"auth","token":"t"}')).toEqual({ event: 'auth', data: { type: 'auth', token: 't' } });
    expect(gateway.encode('message_received', '{"seq":1}')).toBe('{"type":"message_received","seq":1}');
    expect(gateway.encode('heads', '{}')).toBe('{"type":"heads"}');
  });

  it.each([
    ['not json', 'BODY_MALFORMED'],
    ['null', 'INPUT_INVALID'],
    ['[]', 'INPUT_INVALID'],
    ['{"type":1}', 'INPUT_INVALID'],
  ])('refuses %s', (text, code) => {
    expect(() => gateway.decode(text)).toThrow(expect.objectContaining({ code }));
  });

  it('tells errors by an error frame', () => {
    expect(gateway.presentError(new AppError('RATE_LIMITED'))).toMatchObject({ event: 'error', data: { error: { code: 'RATE_LIMIT_EXCEEDED' } } });
  });
});
