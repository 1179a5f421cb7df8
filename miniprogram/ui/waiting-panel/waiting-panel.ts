/** Panel for a person who has accepted an invite and waits to be confirmed. Emits `retry`. */
Component({
  properties: {
    name: { type: String, value: '' },
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
