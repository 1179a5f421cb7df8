import type { Tap } from '../../../platform/input';
import type { DialFailure } from '../../../ui/wording/failure-view';
import type { BarAction } from '../../view/next-step-view';

/** Bar with a delivery's actions, and why one failed. Emits `act` (`name`: the action). */
Component({
  properties: {
    actions: { type: Array, value: [] as readonly BarAction[] },
    calling: { type: Boolean, value: false },
    /** Reason why the last phone call to the rider failed; null if it did not fail. */
    failure: { type: Object, value: null as DialFailure | null },
    /** Reason why the last text was not copied; empty when it was copied. */
    copyRefused: { type: String, value: '' },
    /** True to offer the action 知道了 as well. */
    canNote: { type: Boolean, value: false },
    /** True where the page listens to a keyboard. The buttons then show their keys. */
    hasKeys: { type: Boolean, value: false },
  },
  methods: {
    act({ currentTarget }: ActionTap) {
      this.triggerEvent('act', { name: currentTarget.dataset.name });
    },
  },
});

type ActionTap = Tap<{ readonly name: BarAction['name'] }>;
