import { Carrier } from '../carrier/carrier.port.js';

/** Whatever carries SMS away. */
export abstract class SmsCarrier extends Carrier {}
