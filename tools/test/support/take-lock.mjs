// node take-lock.mjs <folder>: says whether it has the lock, and holds it until its input ends.
import { takeLock } from '../../infra/lock.mjs';

const lock = takeLock(process.argv[2]);
console.log(lock.heldBy === null ? 'mine' : `held by ${lock.heldBy}`);
process.stdin.resume();
