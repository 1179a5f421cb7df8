/**
 * Icon of the product, by its name in icon.wxss. Screen readers skip it: a word stands beside it,
 * or the element around it has a label.
 */
Component({
  properties: {
    /** Name of the icon. */
    name: { type: String, value: '' },
  },
});
