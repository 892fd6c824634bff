/** How long things may take, in milliseconds; tests shorten some. */
export const timings = {
  /** between asking services to stop and forcing them */
  graceMs: 8_000,
  /** for stopping everything: what services leave of it is the private servers' */
  stopMs: 9_500,
  /** for one process that is replaced because it hangs */
  replaceGraceMs: 3_000,
  firstBackoffMs: 100,
  lastBackoffMs: 5_000,
  /** a life that long makes the next back-off short again */
  healthyMs: 30_000,
  deathsBeforeReady: 5,
  readyMs: 120_000,
  readyPollMs: 100,
  /** between two lines that say what is not ready */
  stillWaitingMs: 10_000,
  /** between two publishes that prove that JetStream works, and for each of them */
  probeEveryMs: 10_000,
  probeTimeoutMs: 5_000,
  failedProbes: 3,
  connectMs: 3_000,
};

/** @typedef {typeof timings} Timings */
