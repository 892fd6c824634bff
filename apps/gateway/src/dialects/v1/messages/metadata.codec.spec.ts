import { describe, expect, it } from '@jest/globals';
import { hexOf, newId, type messaging } from '@parley/contracts';
import { decodeAttachments, presentMetadata, withCaption } from './metadata.codec.js';

const fileId = newId<'file'>();
const ours: messaging.Attachment = {
  fileId,
  url: 'https://parley.example/cdn/1/document.pdf',
  name: 'document.pdf',
  sizeBytes: 1_024_000,
  mime: 'application/pdf',
  kind: 'file',
  thumbnailUrl: 'https://parley.example/cdn/2/thumb.jpg',
  durationSeconds: null,
};
const foreign: messaging.Attachment = {
  ...ours,
  fileId: null,
  url: 'https://elsewhere.example/a.png',
  name: 'a.png',
  sizeBytes: 0,
  mime: 'image/png',
};

const shown = (message: Partial<messaging.Message>) =>
  presentMetadata({ type: 'text', body: { kind: 'plain', text: '' }, attachments: [], metadata: {}, ...message } as messaging.Message);

describe('withCaption', () => {
  const empty = { kind: 'plain', text: '' } as const;
  const file = [{ fileId, url: null, kind: 'file' }] as const;

  it('makes the caption of a file its text where there is no other (C50)', () => {
    expect(withCaption(empty, file, { caption: 'look' })).toEqual({ kind: 'plain', text: 'look' });
  });

  it.each([
    ['a text', { kind: 'plain', text: 'read' }, file, { caption: 'look' }],
    ['ciphertext', { kind: 'cipher', scheme: 'v1', data: '/w==' }, file, { caption: 'look' }],
    ['no file', empty, [], { caption: 'look' }],
    ['a caption that is no text', empty, file, { caption: 5 }],
  ] as const)('leaves %s as it is', (_, body, attachments, metadata) => {
    expect(withCaption(body, attachments, metadata)).toEqual(body);
  });
});

describe('decodeAttachments', () => {
  it.each([
    ['nothing', 'text', {}, []],
    ['a file of ours', 'image', { file_id: `file_${hexOf(fileId)}`, file_url: 'https://x.example/y' }, [{ fileId, url: null, kind: 'image' }]],
    ['a file elsewhere', 'file', { file_url: 'https://x.example/y' }, [{ fileId: null, url: 'https://x.example/y', kind: 'file' }]],
    ['a file of unsaid kind', 'text', { file_url: 'https://x.example/y' }, [{ fileId: null, url: 'https://x.example/y', kind: null }]],
  ] as const)('finds %s', (_, type, metadata, attachments) => {
    expect(decodeAttachments(type, metadata)).toEqual(attachments);
  });

  it('refuses an id that is no text, and does not find one that is none', () => {
    expect(() => decodeAttachments('file', { file_id: 7 })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    expect(() => decodeAttachments('file', { file_id: 'file_xyz123' })).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  });
});

describe('presentMetadata', () => {
  it('is empty for text', () => {
    expect(shown({})).toEqual({});
  });

  it('shows what we know of a file of ours, whatever the sender said', () => {
    const described = {
      file_id: `file_${hexOf(fileId)}`,
      file_url: ours.url,
      file_name: 'document.pdf',
      file_size: 1_024_000,
      mime_type: 'application/pdf',
      thumbnail_url: ours.thumbnailUrl,
    };
    expect(shown({ attachments: [ours], metadata: { file_name: 'lie.exe', album: 'trip' }, body: { kind: 'plain', text: 'look' } })).toEqual({
      ...described,
      album: 'trip',
      caption: 'look',
      attachments: [described],
    });
  });

  it('shows what the sender said of a file elsewhere', () => {
    expect(shown({ attachments: [foreign], metadata: { file_url: foreign.url, file_size: 12 } })).toMatchObject({
      file_size: 12,
      file_name: 'a.png',
    });
  });

  it('says how ciphertext of chatrooms is opened', () => {
    const body = { kind: 'cipher', scheme: 'chatrooms', data: 'q83v', iv: 'AAEC', keyVersion: 3 } as const;
    expect(shown({ body })).toEqual({ encryption: { scheme: 'chatrooms', iv: 'AAEC', key_version: 3 } });
  });

  it('believes nobody but the system to be the system', () => {
    expect(shown({ type: 'system' })).toEqual({ system: true });
    expect(shown({ metadata: { system: true } })).toEqual({});
  });

  it("keeps other dialects' forms of a body to itself", () => {
    expect(shown({ metadata: { fallback_text: 'readable', written_content: '{"url":"https://x.example/y"}', album: 'trip' } })).toEqual({
      album: 'trip',
    });
  });
});
