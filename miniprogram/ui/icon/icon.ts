/** Icon of icon.wxss. Screen readers skip the icon, because the element around it has words. */
Component({ properties: { name: { type: String, value: '' } } });
