/** Small drawn map with a sentence, in place of a map where no place is known. */
Component({
  properties: {
    /** Reason why there is no map. */
    text: { type: String, value: '' },
  },
});
