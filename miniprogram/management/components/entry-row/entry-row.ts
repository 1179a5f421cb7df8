/** Row of a form with title and entry. An open row shows an editor (slot). Emits `toggle`. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Entry, or what is wrong with it, in a few words. */
    words: { type: String, value: '' },
    /** `Tone` (colour) of `words`. Before some tones stands a check mark or a warning sign. */
    tone: { type: String, value: 'neutral' },
    /** Word for the action of a tap, such as `粘贴`. */
    act: { type: String, value: '' },
    isOpen: { type: Boolean, value: false },
  },
  methods: {
    toggle() {
      this.triggerEvent('toggle');
    },
  },
});
