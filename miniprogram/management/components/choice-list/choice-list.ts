import type { Tap } from '../../../platform/input';
import type { Choice } from '../../views/choices';

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
    reason: { type: String, value: '' },
  },
  data: { shown: [] as readonly (Choice & { readonly isChosen: boolean })[] },
  observers: {
    'choices, chosen'(choices: readonly Choice[], chosen: readonly string[]) {
      this.setData({
        shown: choices.map((choice) => ({ ...choice, isChosen: chosen.includes(choice.value) })),
      });
    },
  },
  methods: {
    choose({ currentTarget }: ChoiceTap) {
      const { value } = currentTarget.dataset;
      const isUnfit = this.data.shown.some((one) => one.value === value && one.unfit !== undefined);
      if (!isUnfit) this.triggerEvent('choose', { value });
    },
  },
});

type ChoiceTap = Tap<{ readonly value: string }>;
