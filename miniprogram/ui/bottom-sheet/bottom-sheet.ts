/**
 * Sheet over a page with a title and content of the page's own: from the bottom, in a wide window
 * in the middle. Emits `close` on a tap beside it or on its button.
 */
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
