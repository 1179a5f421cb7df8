import type { Choice } from '../../views/choices';

interface ShownChoice extends Choice {
  readonly isChosen: boolean;
}

/** List from which one or several choices are made. Emits `choose` with the tapped value. */
Component({
  properties: {
    /** Heading of the list, also for assistive technology; empty for none. */
    label: { type: String, value: '' },
    /** Choices in their order. */
    choices: { type: Array, value: [] as readonly Choice[] },
    /** Values of the chosen ones. */
    chosen: { type: Array, value: [] as readonly string[] },
    /** Tells whether several may be chosen. */
    several: { type: Boolean, value: false },
    /** Tells whether the list stands in a group that has its own heading. */
    plain: { type: Boolean, value: false },
    /** Tells whether the titles stand side by side, without details: for many short ones. */
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

type ChoiceTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly value: string }
>;
