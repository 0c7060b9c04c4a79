/** What this thread itself computed: unlike a delay, it does not grow with what else the machine does. */
export function millisecondsOfThisThread(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
