/** Row that a swipe moves aside to uncover its actions (slot `right`), until a touch elsewhere. */
Component({
  options: { multipleSlots: true },
  properties: {
    /** Id of the row's order. When the row gets another order, the row goes back to its place. */
    orderId: { type: String, value: '' },
    width: { type: Number, value: 0 },
  },
  data: {
    /** Id of the order whose row is aside; empty when the row is in its place. */
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
