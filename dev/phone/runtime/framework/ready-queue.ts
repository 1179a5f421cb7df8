import type * as glassEasel from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

/** Queue of `ready` events of drawn components, which the framework leaves to its host. */
export class ReadyQueue {
  private waiting: glassEasel.GeneralComponent[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** Watches attached components. Call it before any is defined. */
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

  /** Sends all `ready` events. A page calls it first, so that its onReady comes last. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const waiting = this.waiting;
    this.waiting = [];
    for (const component of waiting) component.triggerLifetime('ready', []);
  }
}
