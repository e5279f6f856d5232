/** Wakes whoever waits for something of a service; what was stirred while nobody waited is kept for who comes next. */
export function stirring() {
  const kept = new Set<string>();
  const waiting = new Map<string, () => void>();
  const known = new Set<string>();
  const stirOne = (serviceId: string) => {
    kept.add(serviceId);
    waiting.get(serviceId)?.();
  };
  return {
    /** Something of a service changed; null is any of those that were ever waited for. */
    stir: (serviceId: string | null) => {
      for (const one of serviceId === null ? known : [serviceId]) stirOne(one);
    },
    /** Until this service is stirred, or after so long. One at a time for each service. */
    wait: async (serviceId: string, ms: number) => {
      known.add(serviceId);
      if (!kept.has(serviceId)) {
        await new Promise<void>((wake) => {
          const timer = setTimeout(wake, ms);
          waiting.set(serviceId, () => {
            clearTimeout(timer);
            wake();
          });
        });
        waiting.delete(serviceId);
      }
      kept.delete(serviceId);
    },
  };
}
