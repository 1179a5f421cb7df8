/** Icon of icon.wxss. Screen readers skip it: the element around it has words. */
Component({ properties: { name: { type: String, value: '' } } });
