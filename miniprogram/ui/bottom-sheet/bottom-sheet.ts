/** Sheet over a page with a title and a slot, in a wide window in the middle. Emits `close`. */
Component({
  properties: {
    title: { type: String, value: '' },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
  },
});
