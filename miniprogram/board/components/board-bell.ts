import { type StoredBell, boardMemory, mayRing } from '../../services/board-memory';
import { serverClock } from '../../services/phone-memory';
import { vibrate } from '../../platform/device';
import { type Bell, createBell } from '../../platform/sound';
import type { AnyRow } from '../../contract/board-api';
import { bellState, ringFor } from '../bell';
import { durationWords } from '../../ui/wording/measures';

/** Shortest time (ms) of silence in the background that the person is told about. */
const SILENCE_TOLD_MS = 60_000;

export type BoardBell = ReturnType<typeof createBoardBell>;

/** @param failed called when this device cannot play the sound */
export function createBoardBell(failed: () => void) {
  let settings = boardMemory.bell();
  let state = bellState(boardMemory.rung());
  let bell: Bell | null = null;
  let hiddenAt: number | null = null;
  const scannedAt = new Map<string, number>();

  function ring(notes: 1 | 2): void {
    bell ??= createBell();
    bell.ring(notes, failed);
    if (settings.vibrates && notes === 2) vibrate();
  }

  return {
    set: (changed: Partial<StoredBell>): void => {
      const wasOn = settings.isOn;
      settings = { ...settings, ...changed };
      boardMemory.keepBell(settings);
      if (settings.isOn && !wasOn) ring(2);
    },
    /** Rings for orders to handle. @returns ids of the orders that are newly to handle */
    ringForRows: (rows: readonly AnyRow[]): readonly string[] => {
      const now = serverClock.now();
      const heard = ringFor(state, rows, now, scannedAt);
      const isSame = JSON.stringify(state) === JSON.stringify(heard.state);
      state = heard.state;
      if (!isSame) boardMemory.keepRung(state);
      if (heard.notes !== 0 && mayRing(settings, now)) ring(heard.notes);
      return heard.fresh;
    },
    /** Notes a scan, whose answer has a sound of its own. */
    scanned: (orderIds: readonly string[]): void => {
      for (const orderId of orderIds) scannedAt.set(orderId, serverClock.now());
    },
    /** @returns sentence about the silence in the background; empty after a short one */
    shown: (): string => {
      const silentMs = hiddenAt === null ? 0 : serverClock.now() - hiddenAt;
      hiddenAt = null;
      if (!settings.isOn || silentMs < SILENCE_TOLD_MS) return '';
      return `刚才有 ${durationWords(silentMs)}没开着看板，这段时间没有响铃。`;
    },
    hidden: (): void => {
      hiddenAt = serverClock.now();
    },
    destroy: (): void => {
      bell?.destroy();
      bell = null;
    },
  };
}
