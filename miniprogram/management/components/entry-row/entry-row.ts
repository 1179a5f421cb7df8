/** Row of a form: a title, and what is entered. A tap opens an editor (slot). Emits `toggle`. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** What is entered, or what is wrong with it, in a few words. */
    words: { type: String, value: '' },
    /** Tone of `words`. With some tones, a check mark or a warning sign stands before the words. */
    tone: { type: String, value: 'neutral' },
    act: { type: String, value: '' },
    isOpen: { type: Boolean, value: false },
  },
  methods: {
    toggle() {
      this.triggerEvent('toggle');
    },
  },
});
