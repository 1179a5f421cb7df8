/**
 * Text field with a label, and below it a hint or what is wrong. Emits `typed` with the text.
 * vant's own field has no label for assistive technology.
 */
Component({
  properties: {
    /** Name of the field. */
    label: { type: String, value: '' },
    /** Text in the field. */
    value: { type: String, value: '' },
    /** Example or default, shown while the field is empty. */
    placeholder: { type: String, value: '' },
    /** Advice before typing; empty for none. */
    hint: { type: String, value: '' },
    /** Reason why the text cannot be saved; empty when it can. */
    reason: { type: String, value: '' },
    /** Keyboard of WeChat's `<input>`: `digit` for numbers. */
    type: { type: String, value: 'text' },
    /** Unit after a number, such as `分钟`; empty for none. */
    unit: { type: String, value: '' },
    /** Tells whether the text is masked until the person asks to see it. */
    secret: { type: Boolean, value: false },
    /** Most characters that can be typed. */
    maxlength: { type: Number, value: 256 },
  },
  data: {
    /** Tells whether a secret is shown unmasked. */
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
