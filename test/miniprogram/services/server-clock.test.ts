import { type AheadMemory, createServerClock } from '../../../miniprogram/services/server-clock';

const DAY = 86_400_000;

function memoryOf(kept: number | null = null) {
  const writes: number[] = [];
  const memory: AheadMemory = {
    load: () => writes[writes.length - 1] ?? kept,
    keep: (aheadMs) => writes.push(aheadMs),
  };
  return { memory, writes };
}

it('is the phone’s clock until the cloud was heard, and the cloud’s from then on', () => {
  let phone = 1_000_000;
  const clock = createServerClock(() => phone, memoryOf().memory);
  expect(clock.now()).toBe(1_000_000);
  clock.adjust(9_000_000);
  phone += 500;
  expect(clock.now()).toBe(9_000_500);
});

it('follows the cloud again after the phone’s clock was set', () => {
  let phone = 1_000_000;
  const clock = createServerClock(() => phone, memoryOf().memory);
  clock.adjust(1_000_000);
  phone += 3_600_000;
  clock.adjust(1_000_200);
  expect(clock.now()).toBe(1_000_200);
});

it.each([DAY, -DAY])('knows after a new start that this phone is wrong by %d ms', (wrongBy) => {
  const { memory } = memoryOf();
  createServerClock(() => 9 * DAY + wrongBy, memory).adjust(9 * DAY);
  expect(createServerClock(() => 9 * DAY + wrongBy + 60_000, memory).now()).toBe(9 * DAY + 60_000);
});

it('writes down only a difference that somebody would see', () => {
  const { memory, writes } = memoryOf(0);
  const clock = createServerClock(() => 1_000_000, memory);
  clock.adjust(1_000_400);
  clock.adjust(999_700);
  expect(writes).toEqual([]);
  clock.adjust(1_000_999);
  clock.adjust(999_001);
  expect(writes).toEqual([]);
  clock.adjust(1_001_000);
  clock.adjust(1_001_100);
  clock.adjust(1_000_000);
  expect(writes).toEqual([1000, 0]);
});

it('writes down what it hears first, however small', () => {
  const { memory, writes } = memoryOf();
  createServerClock(() => 1_000_000, memory).adjust(1_000_000);
  expect(writes).toEqual([0]);
});

it('reads what was kept once, when it is first needed', () => {
  const load = jest.fn(() => 500);
  const clock = createServerClock(() => 1000, { load, keep: () => undefined });
  expect(load).not.toHaveBeenCalled();
  expect([clock.now(), clock.now()]).toEqual([1500, 1500]);
  expect(load).toHaveBeenCalledTimes(1);
});
