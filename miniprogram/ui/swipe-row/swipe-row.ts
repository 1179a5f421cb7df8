/** Row that a swipe moves aside to show its actions (slot `right`). A touch elsewhere closes it. */
Component({
  options: { multipleSlots: true },
  properties: {
    /** Id of the order in the row. If the list puts another order here, the row moves back. */
    orderId: { type: String, value: '' },
    width: { type: Number, value: 0 },
  },
  data: {
    /** Id of the order whose row is moved aside; empty while the row is in its place. */
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
