import { describe, expect, it } from '@jest/globals';
import { decodeSmsUrl } from './sms-url.codec.js';

describe('SMS_URL', () => {
  it.each([
    ['https://user:k%3Ay@sms.example/v1/send?region=eu', 'https://sms.example/v1/send?region=eu', `Basic ${btoa('user:k:y')}`],
    ['https://:key@sms.example/send', 'https://sms.example/send', 'Bearer key'],
    ['https://key@sms.example/send', 'https://sms.example/send', 'Bearer key'],
    ['http://127.0.0.1:8080/send', 'http://127.0.0.1:8080/send', undefined],
  ])('%s', (text, url, authorization) => {
    expect(decodeSmsUrl(text)).toEqual({ url, ...(authorization === undefined ? {} : { authorization }) });
  });
});
