import { nodeOf } from '../framework/nodes';
import { numberOf, textOf } from '../values';

/** Shows `hover-class` while a finger rests on the tag. */
export class Hover {
  private className: string;
  private startMs: number;
  private stayMs: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly element: HTMLElement,
    defaults: { readonly className: string; readonly startMs: number; readonly stayMs: number },
  ) {
    this.className = defaults.className;
    this.startMs = defaults.startMs;
    this.stayMs = defaults.stayMs;
  }

  attribute(name: string, value: unknown): boolean {
    if (name === 'hover-class') this.className = textOf(value, 'none');
    else if (name === 'hover-start-time') this.startMs = numberOf(value, this.startMs);
    else if (name === 'hover-stay-time') this.stayMs = numberOf(value, this.stayMs);
    else return false;
    return true;
  }

  /** True when the tag has a hover class, so that those around it show none. */
  hover(on: boolean): boolean {
    const names = this.className.split(/\s+/).filter((name) => name !== '' && name !== 'none');
    if (names.length === 0) return false;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        const classes = nodeOf(this.element)?.classList;
        for (const name of names) classes?.toggle(name, on);
        this.element.classList.toggle('phone-hovered', on);
      },
      on ? this.startMs : this.stayMs,
    );
    return true;
  }
}
