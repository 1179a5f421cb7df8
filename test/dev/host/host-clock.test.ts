import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type HostClock, openHostClock } from '../../../dev/host/host-clock';
import { temporaryFolder } from '../../support/temporary-folder';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MINUTE = 60_000;

let folder = '';
let open: HostClock[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  jest.useFakeTimers({ now: NOON });
});

afterEach(() => {
  for (const clock of open) clock.close();
  open = [];
  jest.useRealTimers();
});

function clockFile(): string {
  return path.join(folder, 'data/clock.json');
}

function start(changed = jest.fn(), beginsAt?: number): HostClock {
  const clock = openHostClock(clockFile(), changed, beginsAt);
  open.push(clock);
  return clock;
}

describe('the host’s clock', () => {
  it('shows what it is told to at the first start, and goes on from there at the next', () => {
    const begin = () => start(jest.fn(), NOON - 90 * MINUTE);
    const first = begin();
    first.jump(MINUTE);
    expect(first.now()).toBe(NOON - 89 * MINUTE);
    jest.setSystemTime(NOON + MINUTE);
    expect(begin().now()).toBe(NOON - 88 * MINUTE);
  });

  it('runs faster and jumps when told, and tells of it', () => {
    const changed = jest.fn();
    const clock = start(changed);
    clock.setSpeed(60);
    jest.advanceTimersByTime(1000);
    clock.jump(5 * MINUTE);
    expect(clock.now()).toBe(NOON + 6 * MINUTE);
    expect(changed).toHaveBeenCalledTimes(2);
    expect(changed).toHaveBeenLastCalledWith(clock.state());
  });

  it('shows a past while one is played, tells nobody, and goes on from where it was', () => {
    const changed = jest.fn();
    const clock = start(changed);
    clock.showPast(NOON - 90 * MINUTE);
    jest.advanceTimersByTime(1000);
    expect(clock.now()).toBe(NOON - 90 * MINUTE);
    clock.showPast(null);
    expect(clock.now()).toBe(NOON + 1000);
    expect(changed).not.toHaveBeenCalled();
  });

  it('does not go back when the host is killed, at any speed', () => {
    const killed = start();
    killed.setSpeed(60);
    jest.advanceTimersByTime(10_900);
    const last = killed.now();
    const next = start();
    expect(next.now()).toBeGreaterThanOrEqual(last);
    expect(next.now() - last).toBeLessThan(2 * MINUTE);
  });

  it('goes on at the pace of real time after a pause, not at that of before', () => {
    const killed = start();
    killed.setSpeed(60);
    const last = killed.now();
    killed.close();
    jest.setSystemTime(NOON + 10 * MINUTE);
    const next = start();
    expect(next.state().speed).toBe(1);
    expect(next.now() - last).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(next.now() - last).toBeLessThan(12 * MINUTE);
  });

  it('says what to do when its file is damaged', () => {
    start().jump(MINUTE);
    writeFileSync(clockFile(), '{"shownAt":');
    expect(() => start()).toThrow(/clock\.json .*--fresh/);
    writeFileSync(clockFile(), '{"shownAt": "noon"}');
    expect(() => start()).toThrow(/clock\.json .*--fresh/);
  });
});
