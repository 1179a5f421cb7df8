/** Coloured tag with a status in one word. `tone` sets the colour and, without `icon`, the icon. */
Component({
  properties: {
    text: { type: String, value: '' },
    tone: { type: String, value: 'neutral' },
    icon: { type: String, value: '' },
  },
});
