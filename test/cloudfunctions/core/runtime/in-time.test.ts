import { endsInTime } from '../../../../cloudfunctions/core/runtime/in-time';

describe('inTime', () => {
  it('tells whether work was done within its time', async () => {
    expect(await endsInTime(Promise.resolve(7), 1000)).toBe(true);
    expect(await endsInTime(Promise.reject(new Error('down')), 1000)).toBe(false);
    expect(await endsInTime(new Promise(() => undefined), 1)).toBe(false);
  });

  it('waits no negative time when the call has none left', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    expect(await endsInTime(new Promise(() => undefined), -8.4)).toBe(false);
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([0]);
    timers.mockRestore();
  });

  it('leaves no timer behind', async () => {
    jest.useFakeTimers();
    await endsInTime(Promise.resolve(), 60_000);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
