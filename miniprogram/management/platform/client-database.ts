import { missingCloud } from '../../platform/call-function';

/** What the cloud's database lets whoever holds this phone do in a collection; `unclear` when that could not be told. */
export type ClientAccess = 'refused' | 'open' | 'missing' | 'unclear';

/** WeChat's codes [O]: the collection's rule keeps clients out; there is no such collection. */
const PERMISSION_DENIED = -502003;
const NO_SUCH_COLLECTION = -502005;
const TIME_OUT_MS = 8000;

/** Tries to read a collection of the cloud's database and to add to it; what could be added is removed again at once. Never rejects. */
export async function tryCollection(name: string): Promise<ClientAccess> {
  if (missingCloud() !== null) return 'unclear';
  const collection = (): DB.CollectionReference => wx.cloud.database().collection(name);
  const read = await attempt(async () => {
    await collection().limit(1).get();
  });
  const added = await attempt(async () => {
    const { _id } = await collection().add({ data: { probe: true } });
    // Where that fails the hourly sweep does it: whatever a client has added is forged.
    await attempt(() => collection().doc(_id).remove());
  });
  const both: readonly ClientAccess[] = [read, added];
  return (
    (['open', 'unclear', 'missing'] as const).find((access) => both.includes(access)) ?? 'refused'
  );
}

async function attempt(ask: () => Promise<unknown>): Promise<ClientAccess> {
  let stop = (): void => undefined;
  const late = new Promise<ClientAccess>((resolve) => {
    const timer = setTimeout(() => {
      resolve('unclear');
    }, TIME_OUT_MS);
    stop = () => {
      clearTimeout(timer);
    };
  });
  // Whatever it throws at once counts as an ask that failed.
  const asked = Promise.resolve()
    .then(ask)
    .then((): ClientAccess => 'open', accessOf);
  const access = await Promise.race([asked, late]);
  stop();
  return access;
}

function accessOf(failure: unknown): ClientAccess {
  const { errCode } = (failure ?? {}) as { errCode?: unknown };
  if (errCode === PERMISSION_DENIED) return 'refused';
  return errCode === NO_SUCH_COLLECTION ? 'missing' : 'unclear';
}
