/** Panel for a person who has accepted an invite and waits to be confirmed. Emits `retry`. */
Component({
  properties: {
    /** Name that the person entered. */
    name: { type: String, value: '' },
    /** Role of the invite, in words. */
    roleName: { type: String, value: '' },
    /** Time when the invite expires, in words. */
    until: { type: String, value: '' },
    /** True while the page checks whether the person has been confirmed. */
    asking: { type: Boolean, value: false },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
