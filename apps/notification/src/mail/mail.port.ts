import { Carrier } from '../carrier/carrier.port.js';

/** Whatever carries mails away. */
export abstract class MailCarrier extends Carrier {}
