import { describe, expect, it } from '@jest/globals';
import { withProtocol } from './socket-io-url.js';

describe('withProtocol', () => {
  it.each([
    ['/socket.io/?sessionID=s&token=t', '/socket.io/?sessionID=s&token=t&EIO=4&transport=websocket'],
    ['/socket.io', '/socket.io?EIO=4&transport=websocket'],
    ['/socket.io/?EIO=3&transport=websocket', '/socket.io/?EIO=3&transport=websocket'],
    ['/socket.io/?token=t&EIO=4&transport=polling', '/socket.io/?token=t&EIO=4&transport=polling'],
    ['/ws?token=t', '/ws?token=t'],
  ])('C08: %s becomes %s', (url, expected) => {
    expect(withProtocol(url)).toBe(expected);
  });
});
