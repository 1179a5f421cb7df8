import type { Tap } from '../../../platform/input';
import type { Choice } from '../../views/choices';

/** List of options to choose one or several from. Emits `choose` with the tapped option's value. */
Component({
  properties: {
    /** Heading of the list, also read by screen readers; empty for no heading. */
    label: { type: String, value: '' },
    choices: { type: Array, value: [] as readonly Choice[] },
    chosen: { type: Array, value: [] as readonly string[] },
    several: { type: Boolean, value: false },
    /** True to hide the heading, for a list in a group that has a heading of its own. */
    plain: { type: Boolean, value: false },
    /** True to show only titles, side by side, for many options with short titles. */
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
