// npm start: the whole of Parley on a machine that has Node and nothing else.
import { launch } from './cli/launch.mjs';

launch((root) => import('./fleet/run-parley.mjs').then(({ runParley }) => runParley({ root })));
