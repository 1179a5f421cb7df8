/** Panel for a person who has accepted an invite and waits for a confirmation. Emits `retry`. */
Component({
  properties: {
    name: { type: String, value: '' },
    roleName: { type: String, value: '' },
    until: { type: String, value: '' },
    asking: { type: Boolean, value: false },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
