import type { Choice } from '../../views/choices';

interface ShownChoice extends Choice {
  readonly isChosen: boolean;
}

/** One or several of some things to choose. Emits `choose` with the value that was tapped. */
Component({
  properties: {
    label: { type: String, value: '' },
    choices: { type: Array, value: [] as readonly Choice[] },
    chosen: { type: Array, value: [] as readonly string[] },
    /** Several may be chosen. */
    several: { type: Boolean, value: false },
    /** Lines of a group that has its own head. */
    plain: { type: Boolean, value: false },
    /** Side by side, by their titles alone: for many short ones in a card. */
    chips: { type: Boolean, value: false },
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
