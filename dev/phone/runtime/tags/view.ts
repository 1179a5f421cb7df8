import type { BuiltIn } from '../framework/built-ins';
import { nodeOf } from '../framework/nodes';
import { shareSheet } from '../shell/share-sheet';
import { textOf } from '../values';

export function createView(element: HTMLElement): BuiltIn {
  return new Hoverable(element, 50, 400);
}

/** <button>. `open-type="share"` shares the page. Other open types do nothing here. */
export function createButton(element: HTMLElement): BuiltIn {
  element.setAttribute('role', 'button');
  return new Button(element, 20, 70);
}

/** Shows `hover-class` while a finger rests on the tag. */
class Hoverable implements BuiltIn {
  private classes: readonly string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param startMs ms of real time after which a finger counts as resting
   * @param stayMs ms for which `hover-class` stays after the finger has gone
   */
  constructor(
    protected readonly element: HTMLElement,
    private readonly startMs: number,
    private readonly stayMs: number,
  ) {}

  attribute(name: string, value: unknown): boolean {
    if (name !== 'hover-class') return false;
    this.classes = textOf(value)
      .split(/\s+/)
      .filter((one) => one !== '' && one !== 'none');
    return true;
  }

  /** @returns whether the tag has a `hover-class`; if so, outer tags do not show theirs */
  hover(on: boolean): boolean {
    if (this.classes.length === 0) return false;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        const list = nodeOf(this.element)?.classList;
        for (const name of this.classes) list?.toggle(name, on);
      },
      on ? this.startMs : this.stayMs,
    );
    return true;
  }
}

class Button extends Hoverable {
  private openType = '';

  override attribute(name: string, value: unknown): boolean {
    if (name === 'open-type') this.openType = textOf(value);
    return super.attribute(name, value);
  }

  tapped(): boolean {
    if (this.openType !== 'share') return false;
    void shareSheet(this.element);
    return true;
  }
}
