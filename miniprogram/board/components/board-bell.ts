import { type StoredBell, boardMemory } from '../../services/board-memory';
import { serverClock } from '../../services/phone-memory';
import { vibrate } from '../../platform/device';
import { type Bell, createBell } from '../../platform/sound';
import type { AnyRow } from '../../contract/board-api';
import { type BellState, bellState, isQuiet, ringFor } from '../bell';
import { durationWords } from '../../ui/wording/measures';

/** Shortest time (ms) of silence in the background that the person is told about. */
const SILENCE_TOLD_MS = 60_000;

export interface BoardBell {
  readonly set: (changed: Partial<StoredBell>) => void;
  /** Rings for new rows to handle. @returns their order ids */
  readonly ringForRows: (rows: readonly AnyRow[]) => readonly string[];
  /** @returns how long the bell was silent in the background; empty when not worth telling */
  readonly shown: () => string;
  readonly hidden: () => void;
  readonly destroy: () => void;
}

/** Returns a text that differs when the bell has rung for other reasons. */
function rungKey({ rung }: BellState): string {
  return rung.map(({ orderId, reason }) => `${orderId} ${reason}`).join();
}

/** @param failed called when this device cannot play the sound */
export function createBoardBell(failed: () => void): BoardBell {
  let settings = boardMemory.bell();
  let state = bellState(boardMemory.rung());
  let bell: Bell | null = null;
  let hiddenAt: number | null = null;

  function ring(notes: 1 | 2): void {
    bell ??= createBell();
    bell.ring(notes, failed);
    if (settings.vibrates && notes === 2) vibrate();
  }

  return {
    set: (changed) => {
      const wasOn = settings.isOn;
      settings = { ...settings, ...changed };
      boardMemory.keepBell(settings);
      if (settings.isOn && !wasOn) ring(2);
    },
    ringForRows: (rows) => {
      const now = serverClock.now();
      const heard = ringFor(state, rows, now);
      const isSame = rungKey(state) === rungKey(heard.state);
      state = heard.state;
      if (!isSame) boardMemory.keepRung(state.rung);
      if (heard.ring !== 'none' && settings.isOn && !isQuiet(settings.quiet, now))
        ring(heard.ring === 'late' ? 1 : 2);
      return heard.fresh;
    },
    shown: () => {
      const silentMs = hiddenAt === null ? 0 : serverClock.now() - hiddenAt;
      hiddenAt = null;
      if (!settings.isOn || silentMs < SILENCE_TOLD_MS) return '';
      return `刚才有 ${durationWords(silentMs)}没开着看板，这段时间没有响铃。`;
    },
    hidden: () => {
      hiddenAt = serverClock.now();
    },
    destroy: () => {
      bell?.destroy();
      bell = null;
    },
  };
}
