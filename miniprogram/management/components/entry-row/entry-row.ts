/** Row of a form with a title and an entry. An open row shows an editor (slot). Emits `toggle`. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Entry, or what is wrong with it, in a few words. */
    words: { type: String, value: '' },
    /** Tone of `words`. For some tones a check mark or a warning sign stands before them. */
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
