import { perHour, perMinute, type FrameRule, type RateRule } from '../../edge/rate-rule.js';

/** Numbers: decided: ConnectBest's numbers in buckets of its own; classes: C76. */
export const rateRules: readonly RateRule[] = [
  {
    name: 'message',
    methods: ['POST'],
    path: /^\/api\/messages\/send\/?$/,
    limit: 100,
    windowSeconds: perMinute,
    subject: 'caller',
    isMessage: true,
  },
  { name: 'general', path: /^/, limit: 1_000, windowSeconds: perHour, subject: 'caller' },
];

export const frameRules: readonly FrameRule[] = [
  { name: 'message', events: /^sendMessage$/, limit: 100, windowSeconds: perMinute, isSilent: false, isMessage: true },
  { name: 'typing', events: /^(typing|stopTyping)$/, limit: 120, windowSeconds: perMinute, isSilent: true },
  { name: 'flood', events: /^/, limit: 600, windowSeconds: perMinute, isSilent: false },
];
