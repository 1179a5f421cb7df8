import { boundedStore } from '../../../../cloudfunctions/core/wechat/bounded-store';
import { createTokenStore } from '../../../../cloudfunctions/core/wechat/token-store';
import { memoryDocuments } from '../../../support/memory-documents';

const never = () => new Promise<never>(() => undefined);

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('boundedStore', () => {
  it('passes on what comes in time, and leaves no timer behind', async () => {
    const store = boundedStore(createTokenStore(memoryDocuments(), 'wx-demo'), 1000);
    const stored = await store.read();
    expect(await store.replace(stored)).toMatchObject({ version: 1 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails instead of waiting for a store that hangs', async () => {
    const store = boundedStore({ read: never, replace: never }, 1000);
    const failures = Promise.allSettled([
      store.read(),
      store.replace({ version: 0, token: null, forcedAt: 0, leaseUntil: 0 }),
    ]);
    await jest.advanceTimersByTimeAsync(1000);
    const tooSlow = {
      status: 'rejected',
      reason: expect.objectContaining({
        name: 'StoreTooSlow',
        message: expect.stringContaining('1000 ms') as unknown,
      }) as unknown,
    };
    expect(await failures).toEqual([tooSlow, tooSlow]);
  });

  it('passes on a failure as it is', async () => {
    const down = () => Promise.reject(new Error('down'));
    await expect(boundedStore({ read: down, replace: down }, 1000).read()).rejects.toThrow('down');
  });
});
