import { once } from '../../../../cloudfunctions/core/runtime/once';

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
