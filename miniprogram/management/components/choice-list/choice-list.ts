import type { Tap } from '../../../platform/input';
import type { Choice } from '../../views/choices';

interface ShownChoice extends Choice {
  readonly isChosen: boolean;
}

/** List of options of which one or several can be chosen. Emits `choose` with the tapped value. */
Component({
  properties: {
    /** Heading of the list, read by screen readers, too; empty for none. */
    label: { type: String, value: '' },
    choices: { type: Array, value: [] as readonly Choice[] },
    chosen: { type: Array, value: [] as readonly string[] },
    several: { type: Boolean, value: false },
    /** Hides the heading, for a list in a group that has its own visible heading. */
    plain: { type: Boolean, value: false },
    /** Shows the titles side by side without details, for many options with short titles. */
    chips: { type: Boolean, value: false },
    /** Reason why the choice cannot be saved; empty when it can. */
    reason: { type: String, value: '' },
  },
  data: {
    shown: [] as readonly ShownChoice[],
  },
  observers: {
    'choices, chosen'(choices: readonly Choice[], chosen: readonly string[]) {
      this.setData({
        shown: choices.map((choice) => ({ ...choice, isChosen: chosen.includes(choice.value) })),
      });
    },
  },
  methods: {
    choose({ currentTarget }: ChoiceTap) {
      this.triggerEvent('choose', { value: currentTarget.dataset.value });
    },
  },
});

type ChoiceTap = Tap<{ readonly value: string }>;
