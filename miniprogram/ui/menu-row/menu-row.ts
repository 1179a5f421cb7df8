/** Menu line that opens a page: a title, and a short state of the page's subject. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Text below the title; empty for none. */
    detail: { type: String, value: '' },
    /** Short text at the end of the line; empty for none. */
    value: { type: String, value: '' },
    /** `Tone` (colour) of the value. */
    tone: { type: String, value: 'neutral' },
    /** Icon at the end: `right` opens a page, `down` and `up` fold. */
    icon: { type: String, value: 'right' },
  },
});
