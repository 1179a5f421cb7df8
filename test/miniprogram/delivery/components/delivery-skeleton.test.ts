import { renderComponent } from '../../../support/rendered-component';

const known = {
  headline: { tag: '配送中', tone: 'go' },
  hero: {
    prefix: '',
    figure: '12:43',
    title: '',
    chip: '',
    line: { before: '还有 ', strong: '8 分钟', after: '送达' },
    tone: 'neutral',
    spoken: '',
  },
  freshness: { text: '2 分没更新', tone: 'wait' },
  stages: [{ name: '接单', detail: '', state: 'done' }],
};

it('the skeleton has the shapes of a delivery, and words for a person who waits', async () => {
  const skeleton = renderComponent('delivery-skeleton', {});
  expect(skeleton.count('.shape--figure')).toBe(1);
  expect(skeleton.count('.shape--badge')).toBe(1);
  expect(skeleton.text()).toBe('');
  await skeleton.set({ freshness: { text: '正在问微信…', tone: 'neutral' } });
  expect(skeleton.text('.words')).toBe('正在问微信…');
});

it('what the list knows stands in place of the shapes', () => {
  const skeleton = renderComponent('delivery-skeleton', known);
  expect(skeleton.count('.shape--figure')).toBe(0);
  expect(skeleton.text()).toContain('12:43');
  expect(skeleton.text()).toContain('接单');
  expect(skeleton.count('.shape--badge')).toBe(1);
});
