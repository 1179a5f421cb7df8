/** A line that leads somewhere: what it is, and how it stands with it. (vant's cell fetches the font of its arrow from afar.) */
Component({
  properties: {
    title: { type: String, value: '' },
    detail: { type: String, value: '' },
    /** Of the detail: a `Tone`. */
    tone: { type: String, value: 'neutral' },
  },
});
