import { type StoredBell, boardMemory, mayRing } from '../../services/board-memory';
import { serverClock } from '../../services/phone-memory';
import { vibrate } from '../../platform/device';
import { type Bell, createBell } from '../../platform/sound';
import type { AnyRow } from '../../contract/board-api';
import { initialRingStates, nextRing } from '../bell';
import { durationWords } from '../../ui/wording/measures';

/** Shortest time (ms) in the background after which the page says that the bell was silent. */
const REPORTED_SILENCE_FROM_MS = 60_000;

export type BoardBell = ReturnType<typeof createBoardBell>;

/** Makes the board's bell (its sound). `onSoundFailure`: called when the device cannot play it. */
export function createBoardBell(onSoundFailure: () => void) {
  let settings = boardMemory.bell();
  let ringStates = initialRingStates(boardMemory.rungReasons());
  let bell: Bell | null = null;
  let hiddenAt: number | null = null;
  const scannedAtById = new Map<string, number>();

  function ring(noteCount: 1 | 2): void {
    bell ??= createBell();
    bell.ring(noteCount, onSoundFailure);
    if (settings.vibrates && noteCount === 2) vibrate();
  }

  return {
    changeSettings: (changedSettings: Partial<StoredBell>): void => {
      const wasBellOn = settings.isOn;
      settings = { ...settings, ...changedSettings };
      boardMemory.storeBell(settings);
      if (settings.isOn && !wasBellOn) ring(2);
    },
    ringForRows: (rows: readonly AnyRow[]): readonly string[] => {
      const now = serverClock.now();
      const ringing = nextRing(ringStates, rows, now, scannedAtById);
      const isUnchanged = JSON.stringify(ringStates) === JSON.stringify(ringing.state);
      ringStates = ringing.state;
      if (!isUnchanged) boardMemory.storeRungReasons(ringStates);
      if (ringing.noteCount !== 0 && mayRing(settings, now)) ring(ringing.noteCount);
      return ringing.newToHandleIds;
    },
    /** Records a scan. The sound of the scan's answer replaces the order's first ring. */
    recordScans: (orderIds: readonly string[]): void => {
      for (const orderId of orderIds) scannedAtById.set(orderId, serverClock.now());
    },
    /** @returns how long the bell was silent in the background, in words; empty if not for long */
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
