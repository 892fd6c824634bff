import { perMinute, type FrameRule, type RateRule } from '../../edge/rate-rule.js';

/** Numbers: decided (C76); classes: C76. */
export const rateRules: readonly RateRule[] = [{ name: 'general', path: /^/, limit: 300, windowSeconds: perMinute, subject: 'caller' }];

export const frameRules: readonly FrameRule[] = [
  { name: 'message', events: /^(send_message|upload_file_complete)$/, limit: 100, windowSeconds: perMinute, isSilent: false, isMessage: true },
  { name: 'typing', events: /^typing$/, limit: 120, windowSeconds: perMinute, isSilent: true },
  { name: 'events', events: /^/, limit: 300, windowSeconds: perMinute, isSilent: false },
];
