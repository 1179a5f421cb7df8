/** Sheet over a page, with a title and a slot; centred in a wide window. Emits `close`. */
Component({
  properties: { title: { type: String, value: '' } },
  methods: {
    close() {
      this.triggerEvent('close');
    },
  },
});
