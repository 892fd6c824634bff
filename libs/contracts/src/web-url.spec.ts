import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsWebUrl } from './web-url.decorator.js';

class Picture {
  @IsWebUrl() url: unknown;
}

const isWebUrl = (url: unknown): boolean => validateSync(Object.assign(new Picture(), { url })).length === 0;

describe('IsWebUrl', () => {
  it.each([
    'https://example.com/a.png',
    'https://my_bucket.s3.example.com/a.png',
    'http://minio_1:9000/a',
    'http://[2001:db8::1]/a',
    'https://bücher.example/é.png',
  ])('takes %s', (url) => expect(isWebUrl(url)).toBe(true));

  it.each(['ftp://example.com/a', 'javascript:alert(1)', '//example.com/a', 'https://a b/', 'https://example.com/\ud800', '', 5, null])(
    'refuses %j',
    (url) => expect(isWebUrl(url)).toBe(false),
  );
});
