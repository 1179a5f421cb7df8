import { cloudUnavailability } from '../../platform/call-function';

/** What a client may do with a collection. `open`: read or write; `unclear`: the test failed. */
export type ClientAccess = 'refused' | 'open' | 'missing' | 'unclear';

/** WeChat's error code [O] when the collection's permission rule refuses clients. */
const PERMISSION_DENIED = -502003;
/** WeChat's error code [O] when the collection does not exist. */
const NO_SUCH_COLLECTION = -502005;
const ACCESS_TEST_TIMEOUT_MS = 8000;
const ACCESSES_WORST_FIRST = ['open', 'unclear', 'missing'] as const;

/** Tests whether clients can read or add to a collection. Removes what it adds. Never rejects. */
export async function testAccess(name: string): Promise<ClientAccess> {
  if (cloudUnavailability() !== null) return 'unclear';
  const collection = (): DB.CollectionReference => wx.cloud.database().collection(name);
  const read = await tryAccess(() => collection().limit(1).get());
  const added = await tryAccess(async () => {
    const { _id } = await collection().add({ data: { probe: true } });
    // If this removal fails, the hourly sweep removes the document, which a client has added.
    await tryAccess(() => collection().doc(_id).remove());
  });
  return ACCESSES_WORST_FIRST.find((access) => access === read || access === added) ?? 'refused';
}

function tryAccess(ask: () => Promise<unknown>): Promise<ClientAccess> {
  // Called in a promise, so that an error which `ask` throws at once is a rejection, too.
  const asked = Promise.resolve().then(ask);
  const timeOut = new Promise<ClientAccess>((resolve) => {
    setTimeout(resolve, ACCESS_TEST_TIMEOUT_MS, 'unclear');
  });
  return Promise.race([asked.then((): ClientAccess => 'open', accessOf), timeOut]);
}

function accessOf(failure: unknown): ClientAccess {
  const { errCode } = (failure ?? {}) as { errCode?: unknown };
  if (errCode === PERMISSION_DENIED) return 'refused';
  return errCode === NO_SUCH_COLLECTION ? 'missing' : 'unclear';
}
