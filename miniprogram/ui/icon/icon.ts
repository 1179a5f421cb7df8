/** One of the product's own icons, by the names in icon.wxss. It says nothing by itself: a word stands beside it, or the element around it has a label. */
Component({
  properties: {
    name: { type: String, value: '' },
  },
});
