import { onKey } from '../../platform/input';
import { timers } from '../../platform/timers';
import { type KeyWish, CHARACTER_WAITS_MS, NOTHING_TYPED, readKey } from '../../board/board-keys';
import { keyPress } from '../../search/key-press';

/**
 * Listens to the keys of a computer, which come without a field in focus.
 *
 * @param pressed called with each key, first; false: the key is the page's own and no wish
 * @param fulfil does what the keys ask for
 * @returns a function that stops listening
 */
export function listenToKeys(
  pressed: (key: string) => boolean,
  fulfil: (wish: KeyWish) => void,
): () => void {
  let typed = NOTHING_TYPED;
  let pending = 0;
  const stop = onKey((info) => {
    const { key, at, held } = keyPress(info, Date.now());
    timers.clear(pending);
    if (!pressed(key)) return;
    const isShortcut = Object.values(held).some((isHeld) => isHeld === true);
    const read = readKey(typed, { key, at, isShortcut });
    typed = read.typed;
    if (read.now !== null) fulfil(read.now);
    const { later } = read;
    if (later !== null)
      pending = timers.set(() => {
        fulfil(later);
      }, CHARACTER_WAITS_MS);
  });
  return () => {
    timers.clear(pending);
    stop();
  };
}
