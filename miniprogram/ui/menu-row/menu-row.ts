/** A line that leads somewhere: what it is, and how it stands with it. (vant's cell fetches the font of its arrow from afar.) */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Below the title; empty for nothing. */
    detail: { type: String, value: '' },
    /** At the end of the line, a few characters; empty for nothing. */
    value: { type: String, value: '' },
    /** Of the value: a `Tone`. */
    tone: { type: String, value: 'neutral' },
  },
});
