/** Drawing of a map with a sentence. It replaces the map when no position is known. */
Component({ properties: { text: { type: String, value: '' } } });
