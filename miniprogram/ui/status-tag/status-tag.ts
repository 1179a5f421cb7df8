/** A status in a word, with an icon and a colour that mean the same. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** A `Tone` of shared/delivery-status. */
    tone: { type: String, value: 'neutral' },
  },
});
