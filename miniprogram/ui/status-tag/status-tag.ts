/** Tag with a status in one word. `tone` sets its icon and colour. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** `Tone` of the status, see contract/delivery-status. */
    tone: { type: String, value: 'neutral' },
  },
});
