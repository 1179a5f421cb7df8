import { renderComponent } from '../../../support/rendered-component';

it('a step that somebody has to take is a card with a head', () => {
  const step = { head: '接下来 · 店里处理', text: '骑手到店后当面清点。', tone: 'back' };
  const card = renderComponent('next-step', { step });
  expect(card.text('.step__head')).toBe('接下来 · 店里处理');
  expect(card.count('.step--back')).toBe(1);
});

it('a step that nobody has to hurry with has no head', () => {
  const card = renderComponent('next-step', {
    step: { head: '接下来', text: '先备好货。', tone: 'neutral' },
  });
  expect(card.count('.step__head')).toBe(0);
  expect(card.text()).toBe('先备好货。');
});
