import { clientLinks } from './client-links.mjs';
import { linkFaults } from './cut-links.mjs';
import { duplicateSends } from './duplicate-sends.mjs';
import { lostTail } from './lost-tail.mjs';
import { redisEmptied } from './redis-emptied.mjs';
import { slowClients } from './slow-clients.mjs';
import { wideGap } from './wide-gap.mjs';

/** Faults of links and of clients. @type {readonly import('../catalogue.mjs').Fault[]} */
export const linksAndClients = [...linkFaults, clientLinks, redisEmptied, lostTail, wideGap, duplicateSends, slowClients];
