import { type StoredBell, boardMemory, mayRing } from '../../services/board-memory';
import { serverClock } from '../../services/phone-memory';
import { vibrate } from '../../platform/device';
import { type Bell, createBell } from '../../platform/sound';
import type { AnyRow } from '../../contract/board-api';
import { initialRingStates, nextRing } from '../bell';
import { durationWords } from '../../ui/wording/measures';

/** Shortest time (ms) in the background after which the page says that no bell could ring. */
const REPORTED_SILENCE_FROM_MS = 60_000;

export type BoardBell = ReturnType<typeof createBoardBell>;

/** @param onSoundFailure called when this device cannot play the sound */
export function createBoardBell(onSoundFailure: () => void) {
  let settings = boardMemory.bell();
  let ringStates = initialRingStates(boardMemory.rungReasons());
  let bell: Bell | null = null;
  let hiddenAt: number | null = null;
  const scannedAtById = new Map<string, number>();

  function ring(notes: 1 | 2): void {
    bell ??= createBell();
    bell.ring(notes, onSoundFailure);
    if (settings.vibrates && notes === 2) vibrate();
  }

  return {
    changeSettings: (changed: Partial<StoredBell>): void => {
      const wasOn = settings.isOn;
      settings = { ...settings, ...changed };
      boardMemory.storeBell(settings);
      if (settings.isOn && !wasOn) ring(2);
    },
    /** Rings for orders to handle. @returns ids of the orders that are newly to handle */
    ringForRows: (rows: readonly AnyRow[]): readonly string[] => {
      const now = serverClock.now();
      const heard = nextRing(ringStates, rows, now, scannedAtById);
      const isSame = JSON.stringify(ringStates) === JSON.stringify(heard.state);
      ringStates = heard.state;
      if (!isSame) boardMemory.storeRungReasons(ringStates);
      if (heard.noteCount !== 0 && mayRing(settings, now)) ring(heard.noteCount);
      return heard.newToHandleIds;
    },
    /** Records a scan. The sound of its answer replaces the first ring. */
    recordScans: (orderIds: readonly string[]): void => {
      for (const orderId of orderIds) scannedAtById.set(orderId, serverClock.now());
    },
    /** @returns sentence that the bell was silent in the background; empty after a short time */
    onShow: (): string => {
      const silentMs = hiddenAt === null ? 0 : serverClock.now() - hiddenAt;
      hiddenAt = null;
      if (!settings.isOn || silentMs < REPORTED_SILENCE_FROM_MS) return '';
      return `刚才有 ${durationWords(silentMs)}没开着看板，这段时间没有响铃。`;
    },
    onHide: (): void => {
      hiddenAt = serverClock.now();
    },
    destroy: (): void => {
      bell?.destroy();
      bell = null;
    },
  };
}
