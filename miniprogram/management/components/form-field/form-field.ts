/** A labelled field; what is wrong with it stands below it. Emits `typed` with the text. (vant's field tells assistive technology no label.) */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** What to know before typing; empty for nothing. */
    hint: { type: String, value: '' },
    /** Why it cannot be saved so; empty when it can. */
    reason: { type: String, value: '' },
    /** `digit` brings up a keyboard with figures. */
    type: { type: String, value: 'text' },
    /** Behind figures: `分钟`. */
    unit: { type: String, value: '' },
    /** Not to be read over a shoulder. */
    secret: { type: Boolean, value: false },
    maxlength: { type: Number, value: 256 },
  },
  data: {
    isShown: false,
  },
  methods: {
    typed({ detail }: WechatMiniprogram.Input) {
      this.triggerEvent('typed', { value: detail.value });
    },
    toggle() {
      this.setData({ isShown: !this.data.isShown });
    },
  },
});
