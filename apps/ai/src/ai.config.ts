import { StoringServiceConfig } from '@parley/runtime';

/** The environment of the ai service. */
export class AiConfig extends StoringServiceConfig {}
