import {
  type ClockDifferenceMemory,
  createServerClock,
} from '../../../miniprogram/services/server-clock';

const DAY = 86_400_000;

function memoryOf(): ClockDifferenceMemory {
  let kept: number | null = null;
  return { load: () => kept, store: (aheadMs) => (kept = aheadMs) };
}

it('is the phone’s clock until the cloud was heard, then the cloud’s, and again once it was set', () => {
  let phone = 1_000_000;
  const clock = createServerClock(() => phone, memoryOf());
  expect(clock.now()).toBe(1_000_000);
  clock.adjust(9_000_000);
  phone += 500;
  expect(clock.now()).toBe(9_000_500);
  phone += 3_600_000;
  clock.adjust(9_000_700);
  expect(clock.now()).toBe(9_000_700);
});

it.each([DAY, -DAY])('knows after a new start that this phone is wrong by %d ms', (wrongBy) => {
  const memory = memoryOf();
  createServerClock(() => 9 * DAY + wrongBy, memory).adjust(9 * DAY);
  expect(createServerClock(() => 9 * DAY + wrongBy + 60_000, memory).now()).toBe(9 * DAY + 60_000);
});

it('reads what was kept once, when it is first needed', () => {
  const load = jest.fn(() => 500);
  const clock = createServerClock(() => 1000, { load, store: () => undefined });
  expect(load).not.toHaveBeenCalled();
  expect([clock.now(), clock.now()]).toEqual([1500, 1500]);
  expect(load).toHaveBeenCalledTimes(1);
});
