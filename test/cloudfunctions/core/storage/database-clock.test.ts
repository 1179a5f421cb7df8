import { openDatabaseClock } from '../../../../cloudfunctions/core/storage/database-clock';
import { type Documents, createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import { fakeCall } from '../../../support/calls';
import { NOON, SECOND, MINUTE, DAY } from '../../../support/delivery-reports';
import { memoryDatabase } from '../../../support/memory-database';

/** Time that one request to the database takes, half of it before it acts. */
const REQUEST_MS = 40;

/** The right time, and a database that tells it. It has no collection yet. */
function setUp() {
  const time = { now: NOON };
  const memory = memoryDatabase(new Map(), () => time.now);
  const documents = createDocuments(memory.database, 'limits', () => undefined);
  const slow = async <Value>(request: () => Promise<Value>): Promise<Value> => {
    time.now += REQUEST_MS / 2;
    const value = await request();
    time.now += REQUEST_MS / 2;
    return value;
  };
  const limits: Documents = {
    ...documents,
    read: (...given) => slow(() => documents.read(...given)),
    replace: (...given) => slow(() => documents.replace(...given)),
    putIf: (...given) => slow(() => documents.putIf(...given)),
  };
  return { time, memory, limits };
}

/** Opens the clock of an instance whose own wall clock is off by some ms. */
function opened(
  { time, limits }: Pick<ReturnType<typeof setUp>, 'time' | 'limits'>,
  offMs: number,
) {
  const own = { offMs };
  const clock = openDatabaseClock(limits, {
    wall: () => time.now + own.offMs,
    monotonic: () => time.now - NOON,
  });
  return { own, clock, errorMs: () => clock.now() - time.now };
}

describe('the clock of the shop', () => {
  it.each([90 * SECOND, -90 * SECOND, DAY, -DAY])(
    'is the database’s, where the instance’s own is off by %d ms, but for the time of three requests',
    async (offMs) => {
      const world = setUp();
      const { clock, errorMs } = opened(world, offMs);
      const call = fakeCall();
      await clock.synchronize(call);
      expect(Math.abs(errorMs())).toBeLessThanOrEqual(3 * REQUEST_MS);
      expect(call.noted).toEqual([{ clockOffMs: expect.closeTo(offMs, -3) as unknown }]);
      // Further instances find the document, and need two requests.
      const other = opened(world, offMs);
      await other.clock.synchronize(fakeCall());
      expect(Math.abs(other.errorMs())).toBeLessThanOrEqual(2 * REQUEST_MS);
    },
  );

  it('is the instance’s own where that is right, to the millisecond', async () => {
    const { clock, errorMs } = opened(setUp(), 0);
    const call = fakeCall();
    await clock.synchronize(call);
    expect(errorMs()).toBe(0);
    expect(call.noted).toEqual([]);
  });

  it('costs nothing for five minutes, then is learned again', async () => {
    const world = setUp();
    const { clock } = opened(world, DAY);
    await clock.synchronize(fakeCall());
    const first = world.memory.operations();
    world.time.now = NOON + 5 * MINUTE - 1;
    await clock.synchronize(fakeCall());
    expect(world.memory.operations()).toBe(first);
    world.time.now += 1;
    await clock.synchronize(fakeCall());
    expect(world.memory.operations()).toBe(first + 2);
  });

  it('is learned again when the instance’s own was set meanwhile', async () => {
    const { own, clock, errorMs } = opened(setUp(), 0);
    await clock.synchronize(fakeCall());
    own.offMs = 90 * SECOND;
    await clock.synchronize(fakeCall());
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(2 * REQUEST_MS);
    own.offMs = 0;
    await clock.synchronize(fakeCall());
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(2 * REQUEST_MS);
  });
});

describe('a database that does not tell its time', () => {
  it.each(['putIf', 'read'] as const)(
    'at %s leaves what was known, which the log tells, and is asked at the next call',
    async (what) => {
      const world = setUp();
      let isDown = true;
      const failing = (): Promise<never> => Promise.reject(new Error('down'));
      const limits = new Proxy(world.limits, {
        get: (documents, name: keyof Documents) =>
          isDown && name === what ? failing : documents[name],
      });
      const { clock, errorMs } = opened({ ...world, limits }, DAY);
      const call = fakeCall();
      await clock.synchronize(call);
      expect(errorMs()).toBe(DAY);
      expect(call.noted).toEqual([{ clock: 'untold' }]);
      isDown = false;
      await clock.synchronize(fakeCall());
      const learnedMs = errorMs();
      expect(Math.abs(learnedMs)).toBeLessThanOrEqual(3 * REQUEST_MS);
      isDown = true;
      world.time.now += 5 * MINUTE;
      await clock.synchronize(call);
      expect(errorMs()).toBe(learnedMs);
    },
  );

  it('within a second holds no call up for longer', async () => {
    jest.useFakeTimers();
    const world = setUp();
    const limits = { ...world.limits, read: () => new Promise<never>(() => undefined) };
    const call = fakeCall();
    const ready = opened({ ...world, limits }, DAY).clock.synchronize(call);
    await jest.advanceTimersByTimeAsync(1000);
    await ready;
    expect(call.noted).toEqual([{ clock: 'untold' }]);
    jest.useRealTimers();
  });

  it('because a client has planted the document, tells it at the next call', async () => {
    const world = setUp();
    world.memory.plant('limits', { _id: 'clock', version: 1, at: new Date(0) });
    const { clock, errorMs } = opened(world, DAY);
    await clock.synchronize(fakeCall());
    await clock.synchronize(fakeCall());
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(3 * REQUEST_MS);
  });
});
