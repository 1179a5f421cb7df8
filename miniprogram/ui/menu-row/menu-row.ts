/** Menu line that opens a page: a title, and a short state of the page's subject. */
Component({
  properties: {
    title: { type: String, value: '' },
    detail: { type: String, value: '' },
    value: { type: String, value: '' },
    tone: { type: String, value: 'neutral' },
    /** Icon at the end: `right` opens a page, `down` and `up` fold. */
    icon: { type: String, value: 'right' },
  },
});
