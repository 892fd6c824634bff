import { perHour, perMinute, type FrameRule, type RateRule } from '../../edge/rate-rule.js';

/** Numbers: Rate Limiting; classes: C76. */
export const rateRules: readonly RateRule[] = [
  { name: 'exempt', path: /^\/(health|metrics)\/?$/, limit: null, windowSeconds: perMinute, subject: 'caller' },
  { name: 'upload', methods: ['POST'], path: /^\/(upload\/file|users\/me\/avatar)\/?$/, limit: 10, windowSeconds: perHour, subject: 'caller' },
  { name: 'general', path: /^/, limit: 60, windowSeconds: perMinute, subject: 'caller' },
];

export const frameRules: readonly FrameRule[] = [
  { name: 'typing', events: /^typing_/, limit: 120, windowSeconds: perMinute, isSilent: true },
  { name: 'flood', events: /^send_message$/, limit: 600, windowSeconds: perMinute, isSilent: false, isMessage: true },
  { name: 'flood', events: /^/, limit: 600, windowSeconds: perMinute, isSilent: false },
];
