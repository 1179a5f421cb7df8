/** Small drawn map with a sentence, in place of a map where no place is known. */
Component({
  properties: {
    text: { type: String, value: '' },
  },
});
