import type * as glassEasel from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

/** The framework leaves `ready` to its host: it comes once a component has been drawn. */
export class ReadyQueue {
  private waiting: glassEasel.GeneralComponent[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** Hears of every component that is attached. To be called before any is defined. */
  watch(space: CodeSpace): void {
    const add = (component: glassEasel.GeneralComponent): void => {
      this.waiting.push(component);
      this.timer ??= setTimeout(() => {
        this.flush();
      });
    };
    const overall = space.getComponentSpace().defineBehavior({
      lifetimes: {
        attached(this: unknown) {
          add((this as { readonly _$: glassEasel.GeneralComponent })._$);
        },
      },
    });
    space.setOverallBehavior(overall);
  }

  /** Tells all that wait. A page calls it itself, so that its own onReady comes after. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const waiting = this.waiting;
    this.waiting = [];
    for (const component of waiting) component.triggerLifetime('ready', []);
  }
}
