import { cloudUnavailability } from '../../platform/call-function';

/** What a phone may do with a collection. `open`: read or add to it; `unclear`: the test failed. */
export type ClientAccess = 'refused' | 'open' | 'missing' | 'unclear';

/** WeChat's error codes [O]: the rule of the collection refuses the phone; no such collection. */
const PERMISSION_DENIED_CODE = -502003;
const NO_COLLECTION_CODE = -502005;
const ACCESS_TEST_TIMEOUT_MS = 8000;
const ACCESSES_WORST_FIRST = ['open', 'unclear', 'missing'] as const;

/** Tests whether this phone can read documents of a collection or add one. Never rejects. */
export async function testAccess(collectionName: string): Promise<ClientAccess> {
  if (cloudUnavailability() !== null) return 'unclear';
  const collection = (): DB.CollectionReference => wx.cloud.database().collection(collectionName);
  const readAccess = await tryAccess(() => collection().limit(1).get());
  const addAccess = await tryAccess(async () => {
    const { _id } = await collection().add({ data: { probe: true } });
    // If the removal fails, function `sweep` removes the document like any that a phone added.
    await tryAccess(() => collection().doc(_id).remove());
  });
  return ACCESSES_WORST_FIRST.find((one) => one === readAccess || one === addAccess) ?? 'refused';
}

function tryAccess(access: () => Promise<unknown>): Promise<ClientAccess> {
  // Called in a promise, so that an error that `access` throws at once becomes a rejection.
  const pendingAccess = Promise.resolve().then(access);
  const timeout = new Promise<ClientAccess>((resolve) => {
    setTimeout(resolve, ACCESS_TEST_TIMEOUT_MS, 'unclear');
  });
  return Promise.race([pendingAccess.then((): ClientAccess => 'open', failedAccess), timeout]);
}

function failedAccess(failure: unknown): ClientAccess {
  const { errCode } = (failure ?? {}) as { errCode?: unknown };
  if (errCode === PERMISSION_DENIED_CODE) return 'refused';
  return errCode === NO_COLLECTION_CODE ? 'missing' : 'unclear';
}
