import type * as Watching from '../../../../../miniprogram/delivery/components/delivery-pane/watch-delivery';
import type * as Board from '../../../../../miniprogram/services/board-memory';
import type * as Memory from '../../../../../miniprogram/services/phone-memory';
import { at, historyOf, reportOf } from '../../../../support/delivery-reports';
import { cloudThat, installWx, storageInMemory } from '../../../../support/fake-wx';

const NOW = at('12:00');
const DELIVERED = reportOf(302, NOW, { orderId: 'A-1' });

let asks: unknown[];
let meanwhile: () => void;
let played: string[];
let phoneMemory: (typeof Memory)['phoneMemory'];
let boardMemory: (typeof Board)['boardMemory'];
let watchDelivery: (typeof Watching)['createDeliverySession'];

beforeEach(() => {
  asks = [];
  played = [];
  meanwhile = () => undefined;
  installWx({
    ...storageInMemory(),
    onNetworkStatusChange: () => undefined,
    offNetworkStatusChange: () => undefined,
    createInnerAudioContext: () => {
      const audio = { src: '', play: () => played.push(audio.src) };
      return audio;
    },
    cloud: cloudThat(() => {
      meanwhile();
      return { ok: true, serverTime: NOW, data: { ...DELIVERED, history: historyOf(DELIVERED) } };
    }, asks),
  });
  const actual = (file: string): unknown =>
    jest.requireActual(`../../../../../miniprogram/${file}`);
  jest.isolateModules(() => {
    ({ phoneMemory } = actual('services/phone-memory') as typeof Memory);
    ({ boardMemory } = actual('services/board-memory') as typeof Board);
    const watching = actual('delivery/components/delivery-pane/watch-delivery');
    ({ createDeliverySession: watchDelivery } = watching as typeof Watching);
  });
});

/**
 * Watches until there is something to show.
 *
 * @returns the order ids that the phone reported as remembered
 */
async function watched(
  orderIds = ['A-1'],
  exact = true,
  scanned = false,
  announced = false,
): Promise<readonly string[]> {
  const remembered: string[] = [];
  await new Promise<void>((resolve) => {
    const watch = watchDelivery(
      { orderIds, exact, scanned, announced },
      ({ phase }) => {
        if (phase !== 'known') return;
        watch.stop();
        resolve();
      },
      (orderId) => remembered.push(orderId),
    );
    watch.start();
  });
  return remembered;
}

describe('a delivery that is watched', () => {
  it('is asked for as it was opened, and remembered', async () => {
    expect(await watched()).toEqual(['A-1']);
    expect(asks).toEqual([{ action: 'look-up', orderId: 'A-1', exact: true }]);
    expect(phoneMemory.snapshot('A-1')?.report.status.name).toBe('delivered');
  });

  it('says that its label was scanned', async () => {
    expect(await watched(['A-1', '#A-1'], false, true)).toEqual(['A-1']);
    expect(asks).toMatchObject([{ orderId: 'A-1', others: ['#A-1'], isScanned: true }]);
  });

  it('is heard right after its scan, where the bell may ring', async () => {
    const scan = (announced: boolean) => {
      phoneMemory.deleteShopData();
      return watched(['A-1'], false, true, announced);
    };
    const setBell = (quiet: { readonly from: number; readonly to: number } | null) => {
      boardMemory.storeBell({ isOn: true, vibrates: false, quiet });
    };
    await scan(true);
    setBell(null);
    await scan(false);
    expect(played).toEqual([]);
    await scan(true);
    expect(played).toEqual(['/delivery/sounds/found.wav']);
    setBell({ from: 11, to: 13 });
    await scan(true);
    expect(played).toHaveLength(1);
  });

  it('is back on the list also when its end was typed', async () => {
    phoneMemory.removeRecent('A-1');
    expect(await watched(['1'], false)).toEqual(['A-1']);
    expect(phoneMemory.recents()).toMatchObject([{ orderId: 'A-1' }]);
  });

  it('is shown, and not put back on a phone that was wiped while it was asked for', async () => {
    meanwhile = () => {
      phoneMemory.deleteShopData();
    };
    expect(await watched()).toEqual([]);
    expect(phoneMemory.snapshot('A-1')).toBeNull();
    expect(phoneMemory.recents()).toEqual([]);
  });
});
