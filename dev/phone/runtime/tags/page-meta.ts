import { pageFrameOf } from '../shell/page-frame';
import type { BuiltIn } from '../framework/built-ins';

/** <page-meta>: speaks for the page it stands in. */
export function createPageMeta(element: HTMLElement): BuiltIn {
  return forPage(element, (frame, name, value) => {
    frame.setMeta(name, value);
  });
}

/** <navigation-bar>, which may stand inside <page-meta> only. */
export function createNavigationBar(element: HTMLElement): BuiltIn {
  return forPage(element, (frame, name, value) => {
    frame.setNavigation(name, value);
  });
}

type Frame = NonNullable<ReturnType<typeof pageFrameOf>>;

/** Attributes are written before the tag is in its page: they wait until it is. */
function forPage(
  element: HTMLElement,
  apply: (frame: Frame, name: string, value: unknown) => void,
): BuiltIn {
  return {
    attribute: (name, value) => {
      const frame = pageFrameOf(element);
      if (frame !== undefined) apply(frame, name, value);
      else {
        queueMicrotask(() => {
          const later = pageFrameOf(element);
          if (later !== undefined) apply(later, name, value);
        });
      }
      return true;
    },
  };
}
