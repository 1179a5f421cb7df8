/**
 * Text field with a label, and below it a hint, or the reason why the text is invalid. Emits
 * `typed`. It replaces Vant's field, which has no label for screen readers.
 */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    /** Example or default, shown while the field is empty. */
    placeholder: { type: String, value: '' },
    /** Advice below the field; empty for none. */
    hint: { type: String, value: '' },
    /** Reason why the text cannot be saved; empty when it can. */
    reason: { type: String, value: '' },
    /** Type of WeChat's `<input>`, which selects the keyboard: `digit` for numbers. */
    type: { type: String, value: 'text' },
    /** Unit after a number, such as `分钟`; empty for none. */
    unit: { type: String, value: '' },
    /** Tells whether the text is masked until the person asks to see it. */
    secret: { type: Boolean, value: false },
    /** Tells whether the field has several lines, to paste into; `maxlength` then has no effect. */
    long: { type: Boolean, value: false },
    maxlength: { type: Number, value: 256 },
  },
  data: {
    isShown: false,
  },
  methods: {
    emitTyped({ detail }: WechatMiniprogram.Input) {
      this.triggerEvent('typed', { value: detail.value });
    },
    toggleSecret() {
      this.setData({ isShown: !this.data.isShown });
    },
  },
});
