import { renderComponent } from '../../../support/rendered-component';

const steps = [
  { name: '接单', detail: '12:12', state: 'done' },
  { name: '取货', detail: '', state: 'inferred' },
  { name: '配送', detail: '', state: 'failed' },
  { name: '送达', detail: '', state: 'todo' },
];

describe('the track', () => {
  it('shows every step with its time, what is inferred and what failed', () => {
    const track = renderComponent('stage-track', { steps, tone: 'bad' });
    expect(track.text('.track__name')).toBe('接单|取货|配送 未成|送达');
    expect(track.text('.track__detail')).toBe('12:12|推断||');
    expect(track.count('.track__step--done')).toBe(1);
    expect(track.count('.track__inferred')).toBe(1);
    expect(track.count('.track__line')).toBe(3);
  });

  it('explains an inferred step when it is tapped, and no more when it is tapped again', async () => {
    const track = renderComponent('stage-track', { steps, tone: 'bad' });
    expect(track.count('.explained')).toBe(0);
    await track.dispatch('.track__why', 'tap');
    expect(track.text('.explained')).toMatch(/^没有看到“取货”这一步/);
    await track.dispatch('.track__why', 'tap');
    expect(track.count('.explained')).toBe(0);
  });

  it('explains a step no more that is not inferred any more', async () => {
    const track = renderComponent('stage-track', { steps, tone: 'bad' });
    await track.dispatch('.track__why', 'tap');
    const seen = steps.map((step) => (step.name === '取货' ? { ...step, state: 'done' } : step));
    await track.set({ steps: seen });
    expect(track.count('.explained')).toBe(0);
  });
});
