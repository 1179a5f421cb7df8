import { type, enums, nullable, number, string } from 'superstruct';
import { type QuietHours, ROBOT_KINDS } from '../../../miniprogram/contract/notices';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopParts } from '../access/shop-context';
import type { Robot } from '../providers/robots/robot';
import type { Encryption } from '../secrets/encryption';
import type { Documents, Fields, Found } from '../storage/documents';
import { listAll } from '../storage/list-all';
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
export interface StoredRobot {
  readonly storeId: string;
  readonly storeName: string;
  readonly kind: Robot['kind'] | null;
  readonly encrypted: string | null;
  /** Time when the robot was entered, ms since 1970; 0 when none ever was. */
  readonly since: number;
  readonly quiet: QuietHours | null;
}

/** Robot that can be told: an open door of a store. */
export interface OpenRobot extends Pick<StoredRobot, 'storeId' | 'storeName' | 'quiet'> {
  readonly robot: Robot;
}

/** Lists the stores by name, each with its robot if it has one. */
export async function listRobots(stores: Documents): Promise<readonly StoredRobot[]> {
  const read = stores.readEach(await listAll(stores), storedRobotIn);
  return [...read].sort((one, other) => one.storeName.localeCompare(other.storeName, 'zh-CN'));
}

export function storedRobotIn(document: Found): StoredRobot {
  const { _id: storeId } = document;
  const read = readFields(COLLECTIONS.stores, document, documentFields);
  const { name: storeName, robot: encrypted, robotKind: kind, robotSince: since } = read;
  const { quietFrom: from, quietTo: to } = read;
  const quiet = from === null || to === null ? null : { from, to };
  return { storeId, storeName, kind, encrypted, since, quiet };
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
    const { encrypted, ...stored } = storedRobotIn(document);
    const decrypted = decryptRobot(encryption, { encrypted, ...stored });
    return decrypted === null ? null : { ...stored, ...decrypted, encrypted };
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

/** Parts of a robot that are encrypted together. */
type RobotSecrets = Pick<Robot, 'key' | 'signSecret'>;

/** Returns the fields of a store's document for a robot that is entered at `now`. */
export function robotFields(
  encryption: Encryption,
  storeId: string,
  robot: Robot,
  now: number,
): Fields {
  const encrypted = encryptRobot(encryption, storeId, robot);
  return { robot: encrypted, robotKind: robot.kind, robotSince: now };
}

function encryptRobot(
  encryption: Encryption,
  storeId: string,
  { key, signSecret }: RobotSecrets,
): string {
  const secrets: RobotSecrets = { key, signSecret };
  return encryption.encrypt(JSON.stringify(secrets), subjectOf(storeId));
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
