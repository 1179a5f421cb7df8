/**
 * Row that a swipe moves aside from what can be done with it (slot `right`). While it is aside it
 * takes every touch on the page: what is not on its actions only puts it back, as in lists of iOS.
 */
Component({
  options: { multipleSlots: true },
  properties: {
    /** Order of the row, which goes back once it is another one's. */
    orderId: { type: String, value: '' },
    /** Width of what can be done, px. */
    width: { type: Number, value: 0 },
  },
  data: {
    /** Order whose row is aside; empty for none. */
    aside: '',
  },
  observers: {
    orderId(orderId: string) {
      if (orderId !== this.data.aside) this.putBack();
    },
  },
  pageLifetimes: {
    hide() {
      this.putBack();
    },
  },
  methods: {
    onOpen() {
      this.setData({ aside: this.data.orderId });
    },
    putBack() {
      if (this.data.aside === '') return;
      this.setData({ aside: '' });
      (this.selectComponent('#cell') as { close?: () => void }).close?.();
    },
  },
});
