/** Tag with a status in one word. `tone` sets its colour and, without one of its own, its icon. */
Component({
  properties: {
    text: { type: String, value: '' },
    tone: { type: String, value: 'neutral' },
    icon: { type: String, value: '' },
  },
});
