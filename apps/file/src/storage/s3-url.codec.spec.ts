import { describe, expect, it } from '@jest/globals';
import { atPublicUrl, decodeS3Url } from './s3-url.codec.js';

describe('decodeS3Url', () => {
  it('reads every part, and knows the ports and the region that are not said', () => {
    expect(decodeS3Url('http://key:se%2Fcret@minio:9000/parley?region=eu-west-1')).toEqual({
      ...{ endPoint: 'minio', port: 9000, useSSL: false, accessKey: 'key', secretKey: 'se/cret', region: 'eu-west-1', bucket: 'parley' },
    });
    expect(decodeS3Url('https://k:s@s3.example.com/files')).toMatchObject({ port: 443, useSSL: true, region: 'us-east-1', bucket: 'files' });
  });

  it('keeps key and bucket where clients reach the server by another name', () => {
    const place = atPublicUrl(decodeS3Url('http://k:s@minio:9000/files'), 'https://files.example.com');
    expect(place).toMatchObject({ endPoint: 'files.example.com', port: 443, useSSL: true, accessKey: 'k', bucket: 'files' });
  });
});
