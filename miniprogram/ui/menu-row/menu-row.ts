/** Menu line that opens a page: title, `detail` below it, short state (`value`) at the end. */
Component({
  properties: {
    title: { type: String, value: '' },
    detail: { type: String, value: '' },
    value: { type: String, value: '' },
    tone: { type: String, value: 'neutral' },
    /** Icon at the end. `right`: opens a page; `down`, `up`: shows or hides lines below. */
    icon: { type: String, value: 'right' },
  },
});
