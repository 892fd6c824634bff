import { describe, expect, it } from '@jest/globals';
import { renderMail } from './mail-templates.js';

describe('renderMail', () => {
  it('puts the code into the verification mail and not into its subject', () => {
    const { subject, text } = renderMail('verify-email', { name: 'Ann', code: '123456' }, 'http://app');
    expect(text).toMatch(/\b123456\b/);
    expect(text).toContain('Ann');
    expect(subject).not.toContain('123456');
  });

  it('links the reset page of the front end', () => {
    expect(renderMail('reset-password', { name: 'Ann', token: 'abc' }, 'https://app.example').text).toContain(
      'https://app.example/reset-password?token=abc',
    );
  });

  it('gives the reason of a suspension', () => {
    expect(renderMail('account-suspended', { name: 'Ann', reason: 'spam' }, 'http://app').text).toContain('spam');
  });
});
