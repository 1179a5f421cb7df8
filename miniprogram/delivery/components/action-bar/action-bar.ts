import type { Tap } from '../../../platform/input';
import type { CallFailure } from '../../../ui/wording/failure-view';
import type { BarAction } from '../../view/next-step-view';

/** Bar of actions, and above it why one failed. Emits `act` (`name` of the tapped action). */
Component({
  properties: {
    actions: { type: Array, value: [] as readonly BarAction[] },
    calling: { type: Boolean, value: false },
    /** Reason why the last call failed; null when it did not fail. */
    failure: { type: Object, value: null as CallFailure | null },
    /** Reason why the last text was not copied; empty when it was copied. */
    copyRefused: { type: String, value: '' },
    /** True to offer 知道了, too. */
    canNote: { type: Boolean, value: false },
    /** True where a computer's keys are heard, which the buttons then name. */
    hasKeys: { type: Boolean, value: false },
  },
  methods: {
    act({ currentTarget }: ActionTap) {
      this.triggerEvent('act', { name: currentTarget.dataset.name });
    },
  },
});

type ActionTap = Tap<{ readonly name: BarAction['name'] }>;
