import { describe, expect, it } from '@jest/globals';
import { cleanName, extensionOf } from './file-name.policy.js';

describe('cleanName', () => {
  it.each([
    ['a photo.JPG', 'a photo.JPG'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\cv.pdf', 'cv.pdf'],
    ['/', 'file'],
    ['..', 'file'],
    ['', 'file'],
    ['evil\u0000.png', 'evil.png'],
    ['gpj.\u202Eexe.txt', 'gpj.exe.txt'],
    ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
    ['क्\u200dष.txt', 'क्\u200dष.txt'],
    ['👩\u200d👧 \u{1f3f3}\ufe0f\u200d🌈.png', '👩\u200d👧 \u{1f3f3}\ufe0f\u200d🌈.png'],
    ['cv.e\u200dxe\u200c', 'cv.exe'],
    ['cv.\u200dexe\u202e\u200d\u202e', 'cv.exe'],
    ['cv.exe. . ', 'cv.exe'],
    ['Größe 日本 🎉.txt', 'Größe 日本 🎉.txt'],
    ['half\ud800.txt', 'half.txt'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'],
  ])('%j becomes %j', (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });

  it('shortens 4 KB to 255 characters and keeps the ending', () => {
    const name = cleanName(`${'ä'.repeat(4_000)}.tar.gz`);
    expect([...name]).toHaveLength(255);
    expect(name.endsWith('ä.gz')).toBe(true);
  });
});

describe('extensionOf', () => {
  it.each([
    ['a.PNG', 'png'],
    ['evil.png.exe', 'exe'],
    ['README', ''],
    ['.env', 'env'],
    ['a.this is no ending at all', ''],
  ])('of %j is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});
