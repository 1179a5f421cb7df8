/**
 * Icon by its name in icon.wxss. Hidden from screen readers, because a word stands beside it or the
 * element around it has a label.
 */
Component({
  properties: {
    name: { type: String, value: '' },
  },
});
