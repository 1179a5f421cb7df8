import { renderComponent } from '../../support/rendered-component';

it.each([
  ['go', 'bike'],
  ['wait', 'clock'],
  ['done', 'check'],
  ['bad', 'alert'],
  ['back', 'return'],
  ['neutral', 'question'],
])('the tone %s is told by a word, a colour and an icon', (tone, icon) => {
  const tag = renderComponent('status-tag', { text: '配送中', tone });
  expect(tag.text()).toBe('配送中');
  expect(tag.count(`.tag--${tone}`)).toBe(1);
  expect(document.querySelectorAll(`main:last-child [class*="icon--${icon}"]`)).toHaveLength(1);
});
