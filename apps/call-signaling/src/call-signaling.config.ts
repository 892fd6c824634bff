import { StoringServiceConfig } from '@parley/runtime';

/** The environment of the call-signaling service. */
export class CallSignalingConfig extends StoringServiceConfig {}
