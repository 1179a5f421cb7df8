import { renderComponent } from '../../../support/rendered-component';

const steps = [
  { name: '接单', detail: '12:12', state: 'done', inferred: false },
  { name: '取货', detail: '', state: 'done', inferred: true },
  { name: '配送', detail: '', state: 'failed', inferred: false },
  { name: '送达', detail: '', state: 'todo', inferred: false },
];

it('the track shows every step with its time, what is inferred and what failed', () => {
  const track = renderComponent('stage-track', { steps, tone: 'bad' });
  expect(track.text('.track__name')).toBe('接单|取货|配送 未成|送达');
  expect(track.text('.track__detail')).toBe('12:12|||');
  expect(track.count('.track__step--done')).toBe(2);
  expect(track.count('.track__inferred')).toBe(1);
});
