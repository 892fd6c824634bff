import { perHour, perMinute, type FrameRule, type RateRule } from '../../edge/rate-rule.js';

/** Numbers: Rate Limiting; classes: C76. */
export const rateRules: readonly RateRule[] = [
  {
    name: 'auth',
    methods: ['POST'],
    path: /^\/v1\/auth\/(register|login|refresh|2fa\/(enable|verify))\/?$/,
    limit: 5,
    windowSeconds: perMinute,
    subject: 'login',
  },
  { name: 'upload', methods: ['POST'], path: /^\/v1\/files\/upload\/?$/, limit: 100, windowSeconds: perHour, subject: 'caller' },
  {
    name: 'general',
    methods: ['POST'],
    path: /^\/v1\/conversations\/[^/]+\/messages\/?$/,
    limit: 1_000,
    windowSeconds: perHour,
    subject: 'caller',
    isMessage: true,
  },
  { name: 'general', path: /^/, limit: 1_000, windowSeconds: perHour, subject: 'caller' },
];

export const frameRules: readonly FrameRule[] = [
  { name: 'auth', events: /^auth$/, limit: null, windowSeconds: perMinute, isSilent: false },
  { name: 'frames', events: /^/, limit: 100, windowSeconds: perMinute, isSilent: false },
];
