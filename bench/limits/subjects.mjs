/** NATS subjects between the two halves of the bare pipelines. */
export const subjects = { send: 'bench.composed.send', sent: 'bench.composed.sent', me: 'bench.bare.me' };
