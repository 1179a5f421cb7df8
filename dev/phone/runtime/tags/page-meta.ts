import type { BuiltIn } from '../framework/built-ins';
import { pageFrameOf } from '../shell/page-frame';
import { textOf } from '../values';

/** <page-meta> sets the size of `rem` in its page. */
export function createPageMeta(element: HTMLElement): BuiltIn {
  return {
    attribute: (name, value) => {
      if (name !== 'root-font-size') return false;
      // Waits, because attributes are set before the tag is attached to its page.
      queueMicrotask(() => {
        pageFrameOf(element)?.setRootFontSize(textOf(value));
      });
      return true;
    },
  };
}
