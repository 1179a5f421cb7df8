/** Icon by its name in icon.wxss, hidden from screen readers: the element around it has words. */
Component({ properties: { name: { type: String, value: '' } } });
