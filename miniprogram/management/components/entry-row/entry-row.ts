/** Row of a form: a title, and what is entered. A tap opens an editor (slot). Emits `toggle`. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Words for what is entered, or for what is wrong with it. */
    words: { type: String, value: '' },
    /** Tone of `words`. `done` adds a check mark before them, `bad` and `wait` a warning sign. */
    tone: { type: String, value: 'neutral' },
    /** Word at the end of a closed row for what a tap does: `填写`, `改`. */
    act: { type: String, value: '' },
    isOpen: { type: Boolean, value: false },
  },
  methods: {
    toggle() {
      this.triggerEvent('toggle');
    },
  },
});
