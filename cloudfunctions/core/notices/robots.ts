import { type, enums, nullable, number, string } from 'superstruct';
import { ROBOT_KINDS } from '../../../miniprogram/contract/notices';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopParts } from '../access/shop-context';
import type { Robot } from '../providers/robots/robot';
import type { Encryption } from '../secrets/encryption';
import type { Documents, Found } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { quietOf } from '../storage/quiet-hours';
import { readFields, withDefault } from '../storage/read-fields';

/** Fields of a store's document about the robot of its group. They are flat, like the others. */
const documentFields = type({
  name: withDefault(string(), '门店'),
  /** Robot with its key, encrypted JSON; null when none is entered. */
  robot: withDefault(nullable(string()), null),
  robotKind: withDefault(nullable(enums(ROBOT_KINDS)), null),
  /** Time when the robot was entered, ms since 1970. */
  robotSince: withDefault(number(), 0),
  quietFrom: withDefault(nullable(number()), null),
  quietTo: withDefault(nullable(number()), null),
});

/** Store with the robot of its group, whose key is still encrypted. */
export type StoredRobot = ReturnType<typeof storedRobotIn>;

/** Robot that can be told: an open door of a store. */
export interface OpenRobot extends Pick<StoredRobot, 'storeId' | 'storeName' | 'quiet'> {
  readonly robot: Robot;
}

/** Lists the stores by name, each with its robot if it has one. */
export async function listRobots(stores: Documents): Promise<readonly StoredRobot[]> {
  const read = stores.readEach(await listAll(stores), storedRobotIn);
  return [...read].sort((one, other) => one.storeName.localeCompare(other.storeName, 'zh-CN'));
}

export function storedRobotIn(document: Found) {
  const { name, robot, robotKind, robotSince, quietFrom, quietTo } = readFields(
    COLLECTIONS.stores,
    document,
    documentFields,
  );
  return {
    storeId: document._id,
    storeName: name,
    kind: robotKind,
    encrypted: robot,
    since: robotSince,
    quiet: quietOf(quietFrom, quietTo),
  };
}

/**
 * Reads the robots that can be told from the stores' documents; one whose key is lost is none. What
 * the previous key has encrypted is encrypted again.
 */
export async function openRobotsIn(
  { collections: { stores }, encryption }: Pick<ShopParts, 'collections' | 'encryption'>,
  documents: readonly Found[],
): Promise<readonly OpenRobot[]> {
  const read = stores.readEach(documents, (document) => {
    const stored = storedRobotIn(document);
    const decrypted = decryptRobot(encryption, stored);
    return decrypted === null ? null : { ...stored, ...decrypted };
  });
  return Promise.all(
    read.map(async ({ storeId, storeName, quiet, robot, isOld, encrypted }) => {
      if (isOld) {
        const again = { robot: encryptRobot(encryption(), storeId, robot) };
        // A failure is ignored, because the next reading tries again.
        await stores.putIf(storeId, { robot: encrypted }, again).catch(() => false);
      }
      return { storeId, storeName, quiet, robot };
    }),
  );
}

/** Encrypts the key and the secret of a robot, for one store only. */
export function encryptRobot(
  encryption: Encryption,
  storeId: string,
  { key, signSecret }: Pick<Robot, 'key' | 'signSecret'>,
): string {
  return encryption.encrypt(JSON.stringify({ key, signSecret }), subjectOf(storeId));
}

const robotSecrets = type({ key: string(), signSecret: nullable(string()) });

/** Decrypts a store's robot; null when the store has none, or no key fits. */
export function decryptRobot(
  encryption: () => Encryption,
  { storeId, kind, encrypted }: Pick<StoredRobot, 'storeId' | 'kind' | 'encrypted'>,
): { readonly robot: Robot; readonly isOld: boolean } | null {
  if (kind === null || encrypted === null) return null;
  const decrypted = encryption().decrypt(encrypted, subjectOf(storeId));
  if (decrypted === null) return null;
  const secrets: unknown = JSON.parse(decrypted.secret);
  return robotSecrets.is(secrets) ? { robot: { ...secrets, kind }, isOld: decrypted.isOld } : null;
}

/** Returns the name that a robot's secrets are encrypted with. Another store cannot use them. */
function subjectOf(storeId: string): string {
  return `robot ${storeId}`;
}
