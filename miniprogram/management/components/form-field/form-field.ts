/** Text field with a label for screen readers, which Vant's own field lacks. Emits `typed`. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** Advice below the field. If the text cannot be saved, the reason replaces the advice. */
    hint: { type: String, value: '' },
    reason: { type: String, value: '' },
    /** Type of WeChat's `<input>`, which decides the keyboard: `digit` for numbers. */
    type: { type: String, value: 'text' },
    unit: { type: String, value: '' },
    /** True for a text that is masked until the person asks to see it. */
    secret: { type: Boolean, value: false },
    /** True for a field of several lines, to paste into. `maxlength` then has no effect. */
    long: { type: Boolean, value: false },
    maxlength: { type: Number, value: 256 },
  },
  data: { isShown: false },
  methods: {
    emitTyped({ detail }: WechatMiniprogram.Input) {
      this.triggerEvent('typed', { value: detail.value });
    },
    toggleSecret() {
      this.setData({ isShown: !this.data.isShown });
    },
  },
});
