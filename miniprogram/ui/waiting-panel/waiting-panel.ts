/** What somebody sees who has accepted an invite and is not in yet. Emits `retry`. */
Component({
  properties: {
    name: { type: String, value: '' },
    roleName: { type: String, value: '' },
    /** When the invite lapses, in words. */
    until: { type: String, value: '' },
    /** It is being asked whether they are in. */
    asking: { type: Boolean, value: false },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
