/**
 * Line of a menu that opens a page: a title, and the state of its subject. (The cell of vant loads
 * the font of its arrow from the network.)
 */
Component({
  properties: {
    /** Title of the line. */
    title: { type: String, value: '' },
    /** Text below the title; empty for none. */
    detail: { type: String, value: '' },
    /** Value at the end of the line in a few characters; empty for none. */
    value: { type: String, value: '' },
    /** `Tone` of the value. */
    tone: { type: String, value: 'neutral' },
  },
});
