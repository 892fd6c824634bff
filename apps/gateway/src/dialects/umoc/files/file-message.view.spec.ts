import { describe, expect, it } from '@jest/globals';
import type { file } from '@parley/contracts';
import { typeOf } from './file-message.view.js';

describe('the type of a file message (A-UM-23)', () => {
  it.each<[string, file.FileKind, string, string, file.FileKind]>([
    ['a picture is one, whatever it is called', 'image', 'image/png', 'audio/mpeg', 'image'],
    ['text stays a file', 'file', 'text/plain', 'image/png', 'file'],
    ['bytes without a signature are what they are called', 'file', 'application/octet-stream', 'video/mp4', 'video'],
    ['what is played is what it is called', 'file', 'application/ogg', 'audio/ogg', 'audio'],
    ['bytes called something else are a file', 'file', 'application/octet-stream', 'application/pdf', 'file'],
    ['bytes called nothing are a file', 'file', 'application/octet-stream', 'x', 'file'],
  ])('%s', (_what, kind, mime, claimed, type) => {
    expect(typeOf({ kind, mime }, claimed)).toBe(type);
  });
});
