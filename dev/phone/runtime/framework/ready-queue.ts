import type * as glassEasel from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

/** Queue of components whose `ready` is due, which glass-easel does not trigger by itself. */
export class ReadyQueue {
  private waiting: glassEasel.GeneralComponent[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** Queues each component when it is attached. Call this before a component is defined. */
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

  /** Triggers `ready` of all queued components. Called before a page's onReady, the last event. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const waiting = this.waiting;
    this.waiting = [];
    for (const component of waiting) component.triggerLifetime('ready', []);
  }
}
