import { perHour, perMinute, type FrameRule, type RateRule } from '../../edge/rate-rule.js';

/** Numbers: ConnectBest section 11; classes: C76. */
export const rateRules: readonly RateRule[] = [
  { name: 'exempt', path: /^\/(api\/(health|docs)|cdn)(\/|$)/, limit: null, windowSeconds: perHour, subject: 'caller' },
  {
    name: 'message',
    methods: ['POST'],
    // What is scheduled for the next second is sent in the next second, whichever of its two routes took it (A-CB-35).
    path: /(\/messages\/send|^\/api\/scheduled-messages)\/?$/,
    limit: 100,
    windowSeconds: perMinute,
    subject: 'caller',
    isMessage: true,
  },
  {
    name: 'upload',
    methods: ['POST'],
    path: /^\/api\/(upload|clips|voice-messages|users\/avatar)\/?$/,
    limit: 20,
    windowSeconds: perHour,
    subject: 'caller',
  },
  { name: 'general', path: /^/, limit: 1_000, windowSeconds: perHour, subject: 'caller' },
];

export const frameRules: readonly FrameRule[] = [{ name: 'flood', events: /^/, limit: 600, windowSeconds: perMinute, isSilent: false }];
