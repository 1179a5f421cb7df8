import type { CDPSession } from 'playwright-core';
import { scriptedDelivery } from '../../dev/screens/scripted-delivery';
import { productPhone } from '../support/browser-phone';
import { openUnanswered } from '../support/counter-screen';

const phones = productPhone();

/**
 * 100 polls take 20 minutes, so a shift of 8 hours adds 1.5 MB at most. The history grows, but it
 * is bounded (delivery-history.ts).
 */
const MOST_BYTES_PER_HUNDRED = 64 * 1024;

/** Node types that belong to the browser and DevTools, like compiled code and network records. */
const OF_THE_BROWSER = ['code', 'native', 'hidden', 'synthetic', 'object shape'];

/** What a heap snapshot of DevTools (JSON) is read for. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  /** Fields of all nodes in one flat array, `node_fields.length` numbers for each node. */
  readonly nodes: readonly number[];
}

it('holds as much after hundreds of polls as before', async () => {
  const { page } = await openUnanswered(phones);
  const devTools = await page.context().newCDPSession(page);
  const answer = await scriptedDelivery(page);
  // Until then caches are still filling.
  await answer(200, 'rides');
  const before = await heapBytes(devTools);
  await answer(300, 'rides');
  const growth = (await heapBytes(devTools)) - before;
  expect(before).toBeGreaterThan(1024 * 1024);
  expect(growth / 3).toBeLessThanOrEqual(MOST_BYTES_PER_HUNDRED);
});

/** Returns the bytes of the page's own objects, arrays, strings, numbers and functions. */
async function heapBytes(devTools: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  devTools.on('HeapProfiler.addHeapSnapshotChunk', take);
  // Chrome collects garbage before it takes a snapshot.
  await devTools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devTools.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = types[0][nodes[at + type] ?? NaN] ?? '';
    if (!OF_THE_BROWSER.includes(name)) bytes += nodes[at + size] ?? NaN;
  }
  return bytes;
}
