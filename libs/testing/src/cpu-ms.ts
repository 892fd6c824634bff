/** Milliseconds of CPU that this process spends on `work`: what other processes do meanwhile does not count. For growth, not for speed. */
export const cpuMs = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};
