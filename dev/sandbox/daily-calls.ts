import { dayOf } from './order';

/** Invented quota of a day: WeChat tells each mini-program its own (getorder-contract.md §9). */
export const DAILY_LIMIT = 100_000;

/** Calls of each mini-program and path by WeChat's day, which begins at midnight in Beijing. */
export class DailyCalls {
  private readonly counts = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  of(appId: string, path: string): number {
    return this.counts.get(this.keyOf(appId, path)) ?? 0;
  }

  /** Counts calls, also those that the mall's own server makes. @returns how many are refused */
  add(appId: string, path: string, calls: number): number {
    const wanted = this.of(appId, path) + calls;
    this.counts.set(this.keyOf(appId, path), Math.min(wanted, DAILY_LIMIT));
    return Math.max(0, wanted - DAILY_LIMIT);
  }

  private keyOf(appId: string, path: string): string {
    return `${dayOf(this.now())} ${appId} ${path}`;
  }
}
