import { missingCloud } from '../../platform/call-function';

/** Access of clients to a collection. `open`: readable or writable; `unclear`: the test failed. */
export type ClientAccess = 'refused' | 'open' | 'missing' | 'unclear';

/** WeChat's error code [O] when the permission rule of the collection refuses clients. */
const PERMISSION_DENIED = -502003;
/** WeChat's error code [O] when the collection does not exist. */
const NO_SUCH_COLLECTION = -502005;
const TIME_OUT_MS = 8000;
const WORST_FIRST = ['open', 'unclear', 'missing'] as const;

/** Tests if clients can read a collection or add to it. Removes what it adds. Never rejects. */
export async function tryCollection(name: string): Promise<ClientAccess> {
  if (missingCloud() !== null) return 'unclear';
  const collection = (): DB.CollectionReference => wx.cloud.database().collection(name);
  const read = await attempt(() => collection().limit(1).get());
  const added = await attempt(async () => {
    const { _id } = await collection().add({ data: { probe: true } });
    // If the removal fails, the hourly sweep deletes the document, because a client has added it.
    await attempt(() => collection().doc(_id).remove());
  });
  return WORST_FIRST.find((access) => access === read || access === added) ?? 'refused';
}

function attempt(ask: () => Promise<unknown>): Promise<ClientAccess> {
  // Inside a promise, an `ask` that throws at once counts as rejected, too.
  const asked = Promise.resolve().then(ask);
  const timeOut = new Promise<ClientAccess>((resolve) => {
    setTimeout(resolve, TIME_OUT_MS, 'unclear');
  });
  return Promise.race([asked.then((): ClientAccess => 'open', accessOf), timeOut]);
}

function accessOf(failure: unknown): ClientAccess {
  const { errCode } = (failure ?? {}) as { errCode?: unknown };
  if (errCode === PERMISSION_DENIED) return 'refused';
  return errCode === NO_SUCH_COLLECTION ? 'missing' : 'unclear';
}
