import { perHour, perMinute, type FrameRule, type RateRule } from '../../edge/rate-rule.js';

/** Counted by whom they try: the name or token in their body, or the session they are made in (A-V1-41). */
const auth = { name: 'auth', methods: ['POST'], limit: 5, windowSeconds: perMinute, subject: 'login' } as const;

/** Numbers: Rate Limiting; classes: C76. */
export const rateRules: readonly RateRule[] = [
  { ...auth, path: /^\/v1\/auth\/(register|login)\/?$/, nameField: 'email' },
  { ...auth, path: /^\/v1\/auth\/refresh\/?$/, nameField: 'refresh_token' },
  { ...auth, path: /^\/v1\/auth\/2fa\/(enable|verify)\/?$/ },
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
