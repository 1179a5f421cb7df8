import type { Tap } from '../../../platform/input';
import type { DialFailure } from '../../../ui/wording/failure-view';
import type { BarAction } from '../../view/next-step-view';

/** Bar of actions, and above it why an action failed. Emits `act` (`name` of the tapped action). */
Component({
  properties: {
    actions: { type: Array, value: [] as readonly BarAction[] },
    calling: { type: Boolean, value: false },
    /** Reason why the last call failed; null when it did not fail. */
    failure: { type: Object, value: null as DialFailure | null },
    /** Reason why the last text was not copied; empty when it was copied. */
    copyRefused: { type: String, value: '' },
    /** True to offer 知道了 as well. */
    canNote: { type: Boolean, value: false },
    /** True where the page hears a computer's keys. The buttons then name their keys. */
    hasKeys: { type: Boolean, value: false },
  },
  methods: {
    act({ currentTarget }: ActionTap) {
      this.triggerEvent('act', { name: currentTarget.dataset.name });
    },
  },
});

type ActionTap = Tap<{ readonly name: BarAction['name'] }>;
