/** Status in one word. `tone` sets its colour, and its icon unless `icon` is set. */
Component({
  properties: {
    text: { type: String, value: '' },
    tone: { type: String, value: 'neutral' },
    icon: { type: String, value: '' },
  },
});
