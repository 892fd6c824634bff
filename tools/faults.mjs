// npm run faults: does harm to a fleet of its own while five dialects talk, and judges what became of every message.
import { launch } from './cli/launch.mjs';

launch((root) => import('./faults/main.mjs').then(({ main }) => main(root)));
