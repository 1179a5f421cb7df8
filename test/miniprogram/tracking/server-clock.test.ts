import { createServerClock } from '../../../miniprogram/tracking/server-clock';

it('is the phone’s clock until the cloud was heard, and the cloud’s from then on', () => {
  let phone = 1_000_000;
  const clock = createServerClock(() => phone);
  expect(clock.now()).toBe(1_000_000);
  clock.heard(9_000_000);
  phone += 500;
  expect(clock.now()).toBe(9_000_500);
});

it('follows the cloud again after the phone’s clock was set', () => {
  let phone = 1_000_000;
  const clock = createServerClock(() => phone);
  clock.heard(1_000_000);
  phone += 3_600_000;
  clock.heard(1_000_200);
  expect(clock.now()).toBe(1_000_200);
});
