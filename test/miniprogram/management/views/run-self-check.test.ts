import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { type CheckLine, checkLine } from '../../../../miniprogram/contract/self-check';
import {
  type PartFindings,
  isForOwnersOnly,
  runSelfCheck,
} from '../../../../miniprogram/management/views/run-self-check';
import { failedWith, OFFLINE } from '../../../support/failed-calls';
import { MINUTE, NOON } from '../../../support/delivery-reports';

type Ports = Parameters<typeof runSelfCheck>[0];

const answering =
  (...lines: readonly CheckLine[]): Ports['askShop'] =>
  () =>
    Promise.resolve({ ok: true, serverTime: NOON, data: { lines } });

const PORTS: Ports = {
  askShop: answering(),
  askGetOrder: answering(),
  testAccess: () => Promise.resolve('refused'),
  phoneNow: () => NOON,
};

async function found(ports: Partial<Ports>): Promise<PartFindings> {
  let all: PartFindings = {};
  await runSelfCheck({ ...PORTS, ...ports }, (part, lines) => {
    all = { ...all, [part]: lines };
  });
  return all;
}

describe('the self-check on the phone', () => {
  it('tells what each function found, and that all is closed and right', async () => {
    const line = checkLine('token', 'token-obtained');
    expect(await found({ askShop: answering(line) })).toEqual({
      shop: [line],
      getOrder: [],
      database: [checkLine('database', 'database-closed')],
      clock: [checkLine('clock', 'clock-right')],
    });
  });

  it('tells of each part as soon as it is known', async () => {
    const reported: string[] = [];
    const late: Ports['askShop'] = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return PORTS.askShop();
    };
    await runSelfCheck({ ...PORTS, askShop: late }, (part) => reported.push(part));
    expect(reported).toEqual(['getOrder', 'shop', 'clock', 'database']);
  });

  it.each([
    ['not-staff', true],
    ['not-allowed', true],
    ['unexpected', false],
  ] as const)('is nobody’s business who is answered %s: %s', async (code, forbidden) => {
    const askShop = () => Promise.resolve(failedWith(code, NOON));
    const testAccess = jest.fn(() => Promise.resolve('refused' as const));
    const { database } = await found({ askShop, testAccess });
    expect(isForOwnersOnly(await askShop())).toBe(forbidden);
    // The database is tried by adding to it, which a refused actor must not do.
    expect(testAccess.mock.calls.length > 0).toBe(!forbidden);
    expect(database === undefined).toBe(forbidden);
  });

  it.each([
    [5 * MINUTE, 'clock-right', ''],
    [5 * MINUTE + 1, 'clock-wrong', '快 5 分钟'],
    [-12 * MINUTE, 'clock-wrong', '慢 12 分钟'],
  ] as const)('holds a clock that is %d ms ahead against the cloud’s: %s %s', async (...row) => {
    const [aheadMs, finding, value] = row;
    expect((await found({ phoneNow: () => NOON + aheadMs })).clock).toEqual([
      checkLine('clock', finding, { value }),
    ]);
  });

  it('takes the cloud’s time from whichever function answers, an error too', async () => {
    const failing = () => Promise.resolve(failedWith('unexpected', NOON));
    const silent = () => Promise.resolve(OFFLINE);
    expect((await found({ askShop: silent, askGetOrder: failing })).clock).toMatchObject([
      { finding: 'clock-right' },
    ]);
    const nobody = await found({ askShop: silent, askGetOrder: silent });
    expect(nobody).toMatchObject({ shop: OFFLINE, clock: [{ finding: 'no-answer' }] });
  });

  it('names the collections that are open, are not there yet, or could not be tried', async () => {
    const access: Readonly<Record<string, 'open' | 'missing' | 'unclear'>> = {
      [COLLECTIONS.staff]: 'open',
      [COLLECTIONS.accounts]: 'open',
      [COLLECTIONS.limits]: 'missing',
      [COLLECTIONS.tokens]: 'unclear',
    };
    const testAccess: Ports['testAccess'] = (name) => Promise.resolve(access[name] ?? 'refused');
    expect((await found({ testAccess })).database).toEqual([
      checkLine('database', 'database-open', {
        value: `${COLLECTIONS.staff}、${COLLECTIONS.accounts}`,
      }),
      checkLine('database', 'database-untried', { value: COLLECTIONS.tokens }),
      checkLine('database', 'database-not-yet', { value: COLLECTIONS.limits }),
    ]);
  });
});
