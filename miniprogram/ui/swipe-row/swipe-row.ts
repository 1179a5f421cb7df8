/**
 * Row that a swipe moves aside from its actions (slot `right`). While it is aside, any touch beside
 * them only puts it back.
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
