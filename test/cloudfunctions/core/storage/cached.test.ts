import { createCache, once } from '../../../../cloudfunctions/core/storage/cached';

function setUp() {
  const clock = { now: 1000 };
  let serial = 0;
  const read = jest.fn(() => Promise.resolve((serial += 1)));
  return { clock, read, value: createCache(read, () => clock.now) };
}

describe('cached', () => {
  it('reads once a minute', async () => {
    const { clock, read, value } = setUp();
    expect(await value.get()).toBe(1);
    clock.now += 59_999;
    expect(await value.get()).toBe(1);
    clock.now += 1;
    expect(await value.get()).toBe(2);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads earlier for whoever needs something younger, and gives that to all', async () => {
    const { clock, value } = setUp();
    await value.get();
    clock.now += 5000;
    expect(await value.get(5001)).toBe(1);
    expect(await value.get(5000)).toBe(2);
    expect(await value.get()).toBe(2);
    expect(await value.get(0)).toBe(3);
  });

  it('reads once for all that ask at the same time', async () => {
    const { read, value } = setUp();
    expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('does not hold a failure', async () => {
    const { read, value } = setUp();
    read.mockRejectedValueOnce(new Error('down'));
    await expect(value.get()).rejects.toThrow('down');
    expect(await value.get()).toBe(1);
  });

  it('keeps a newer value when an older read fails after it', async () => {
    const { clock, read, value } = setUp();
    let fail: (error: Error) => void = () => undefined;
    read.mockReturnValueOnce(new Promise((_resolve, reject) => (fail = reject)));
    const older = value.get();
    clock.now += 1;
    expect(await value.get(0)).toBe(1);
    fail(new Error('down'));
    await expect(older).rejects.toThrow('down');
    expect(await value.get()).toBe(1);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads anew when the clock was set back by more than a second', async () => {
    const { clock, value } = setUp();
    await value.get();
    clock.now -= 1000;
    expect(await value.get()).toBe(1);
    clock.now -= 1;
    expect(await value.get()).toBe(2);
  });
});

describe('once', () => {
  it('makes a value at its first use and keeps it', () => {
    const make = jest.fn(() => ({}));
    const value = once(make);
    expect(make).not.toHaveBeenCalled();
    expect(value()).toBe(value());
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('tries again after a failure', () => {
    const make = jest.fn<number, []>().mockImplementationOnce(() => {
      throw new Error('not yet');
    });
    make.mockReturnValue(7);
    const value = once(make);
    expect(value).toThrow('not yet');
    expect(value()).toBe(7);
  });
});
