import { describe, expect, it } from '@jest/globals';
import { decideMime, isSafeInline, kindOfMime, type Evidence } from './content-type.policy.js';

const known = (mime: string): Evidence => ({ is: 'known', mime });
const text = (words: string): Evidence => ({ is: 'text', text: words });
const unknown: Evidence = { is: 'unknown' };

describe('decideMime', () => {
  it.each<[string, Evidence, string, string | null, string]>([
    ['a picture', known('image/png'), 'a.png', 'image/png', 'image/png'],
    ['a picture by another name', known('image/png'), 'a.jpg', 'image/jpeg', 'image/png'],
    ['a picture called text', known('image/png'), 'a.txt', 'text/plain', 'image/png'],
    ['sound in a container for film', known('video/webm'), 'note.webm', 'audio/webm', 'audio/webm'],
    ['sound and film as ogg', known('application/ogg'), 'note.ogg', 'audio/ogg', 'application/ogg'],
    ['a voice note of Firefox', known('audio/ogg; codecs=opus'), 'note.ogg', 'audio/ogg; codecs=opus', 'audio/ogg'],
    ['a voice note of an iPhone', known('audio/x-m4a'), 'note.m4a', 'audio/m4a', 'audio/mp4'],
    ['sound in a container of an iPhone for film', known('video/x-m4v'), 'note.m4a', 'audio/mp4', 'audio/mp4'],
    ['ciphertext called a picture', unknown, 'a.jpg', 'image/jpeg', 'application/octet-stream'],
    ['plain text', text('hello'), 'a.txt', null, 'text/plain'],
    ['a table', text('a,b'), 'a.csv', null, 'text/csv'],
    ['HTML called text', text('<!-- x --><script>alert(1)</script>'), 'a.txt', 'text/plain', 'text/html'],
    ['a whole page', text('<!DOCTYPE html><p>'), 'page', null, 'text/html'],
    ['a drawing', text('<?xml version="1.0"?><svg onload="x">'), 'a.svg', 'image/svg+xml', 'image/svg+xml'],
    ['a program by its second ending', known('image/png'), 'evil.exe.png', null, 'image/png'],
  ])('%s', (_, evidence, name, mime, kept) => {
    expect(decideMime(evidence, { name, mime })).toBe(kept);
  });

  it.each<[string, Evidence, string, string | null]>([
    ['a program by name', known('image/png'), 'evil.png.exe', 'image/png'],
    ['a script by name', text('rm -rf /'), 'install.SH', null],
    ['a program by its bytes', known('application/x-msdownload'), 'holiday.png', 'image/png'],
    ['a page called a picture', text('<html>'), 'a.png', 'image/png'],
    ['a page sent as a picture', text('<html>'), 'a', 'image/png'],
    ['an archive called a picture', known('application/zip'), 'a.jpg', null],
    ['a picture called film', known('image/png'), 'a.mp4', 'video/mp4'],
    ['text called sound', text('la la'), 'a.mp3', 'audio/mpeg'],
  ])('refuses %s', (_, evidence, name, mime) => {
    expect(() => decideMime(evidence, { name, mime })).toThrow(expect.objectContaining({ code: 'FILE_TYPE_NOT_ALLOWED' }));
  });

  it('a drawing that can hold scripts is no image', () => {
    expect(['image/svg+xml', 'image/png', 'video/mp4', 'audio/ogg', 'text/plain'].map(kindOfMime)).toEqual([
      'file',
      'image',
      'video',
      'audio',
      'file',
    ]);
  });

  it('only what cannot run is shown in place', () => {
    const shown = ['image/png', 'video/mp4', 'audio/mpeg', 'text/html', 'image/svg+xml', 'application/pdf', 'text/plain', 'application/xml'].filter(
      isSafeInline,
    );
    expect(shown).toEqual(['image/png', 'video/mp4', 'audio/mpeg']);
  });

  it('what was kept with its codec is shown in place, too', () => {
    expect(['audio/ogg; codecs=opus', 'audio/x-m4a', 'text/html; charset=utf-8'].map(isSafeInline)).toEqual([true, true, false]);
  });
});
