import { backlogFault } from './backlog.mjs';
import { clockFault } from './clock.mjs';
import { diskFaults } from './disk-full.mjs';
import { poisonFault } from './poison.mjs';
import { schedulerFault } from './schedulers.mjs';

/** Faults of what is stored, and of what is done later: disks, clocks, queues. */
export const storeFaults = [...diskFaults, backlogFault, schedulerFault, clockFault, poisonFault];
