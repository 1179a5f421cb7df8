/** Menu line that opens a page: a title, and a few words about what the page shows. */
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
