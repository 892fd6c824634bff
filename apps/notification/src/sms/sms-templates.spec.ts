import { describe, expect, it } from '@jest/globals';
import { smsTemplates } from './sms-templates.js';

describe('SMS templates', () => {
  const destination = { to: '+491701234567', appUrl: '' };

  it.each(Object.entries(smsTemplates))('%s starts with the code, fits one SMS and dies with the code', (_, template) => {
    const { text, subject } = template.write({ code: '123456' }, destination);
    expect(text).toMatch(/^123456 /);
    // Beyond ASCII an SMS holds 70 characters.
    expect(text).toMatch(/^[\x20-\x7e]{1,160}$/);
    expect(subject).toBeUndefined();
    expect(template.lifetimeSeconds).toBe(600);
  });

  it.each(Object.entries(smsTemplates))('%s refuses content without a code', (_, template) => {
    expect(() => template.write({}, destination)).toThrow('INPUT_INVALID');
  });
});
