/** NATS subjects between the two halves of the composed pipeline. */
export const subjects = { send: 'bench.composed.send', sent: 'bench.composed.sent' };
