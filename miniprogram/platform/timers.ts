/** Timers of the platform. Tests pass simulated ones instead. */
export const timers = {
  set: (callback: () => void, delayMs: number): number => setTimeout(callback, delayMs),
  clear: (handle: number): void => {
    clearTimeout(handle);
  },
};
