import type { CheckLine, CheckName, CheckedLines } from '../../../miniprogram/shared/self-check';
import { FINDINGS } from '../../../miniprogram/shared/self-check';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { within } from '../runtime/in-time';
import type { Action } from './access';
import { ownStores, staffAction } from './access';
import { checkEntries } from './entries-check';
import { failedCheck } from './failed-check';
import { checkFunction } from './function-check';
import { nothing } from './input-shapes';
import { countOne, tooFrequent } from './rate-limits';
import type { ReadRecord } from './records-check';
import { checkRecords } from './records-check';
import type { SearchPorts } from './search-check';
import { checkSearch } from './search-check';
import type { SelfCheckPorts } from './self-check';
import { checkWeChat } from './self-check';
import type { ShopParts } from './shop-parts';
import { checkSweep } from './sweep-check';

const OWNER = { sources: CLIENT_SOURCES, grants: { owner: 'all' }, about: ownStores } as const;
const AT_WECHAT: readonly CheckName[] = ['ip', 'token', 'accounts', 'sign', 'shop-no', 'quota'];

/** What a function that people call finds of itself, for the owner. */
export function functionCheckAction(parts: ShopParts, name: string): Action {
  return staffAction({
    ...OWNER,
    input: nothing,
    handle: async (_input, _about, { call }) => noted(call, await checkItself(parts, name, call)),
  });
}

/** The self-check as far as the cloud can make it, for the owner. It costs as much as a look-up, and counts as one. */
export function selfCheckAction(
  parts: ShopParts,
  ports: () => SelfCheckPorts,
  search: SearchPorts,
  readDelivery: ReadRecord,
): Action {
  const { collections, now } = parts;
  return staffAction({
    ...OWNER,
    input: nothing,
    handle: async (_input, _about, { call, staff }) => {
      if (!(await countOne(collections.staff, staff, 'look-up', now()))) throw tooFrequent();
      const lines = await Promise.all([
        checkItself(parts, 'shop', call),
        all(['settings'], call, () => checkEntries(parts)),
        all(['records'], call, () => checkRecords(parts, readDelivery)),
        all(['search'], call, () => checkSearch(search)),
        all(['sweep'], call, () => checkSweep(parts)),
        all(AT_WECHAT, call, () => checkWeChat(ports(), call)),
      ]);
      return noted(call, lines.flat());
    },
  });
}

function checkItself(parts: ShopParts, name: string, call: Call): Promise<readonly CheckLine[]> {
  return all(['settings', 'time-limit'], call, () => checkFunction(parts, name, call), name);
}

/** The lines of some checks, whatever becomes of them. */
async function all(
  checks: readonly CheckName[],
  call: Call,
  check: () => Promise<readonly CheckLine[]>,
  about = '',
): Promise<readonly CheckLine[]> {
  try {
    return await within(check(), call.timeLeftMs(), () => new CloudFailure('upstream-timeout'));
  } catch (error) {
    return checks.map((name) => failedCheck(name, error, about));
  }
}

/** What is wrong goes into the log too, by its name. */
function noted(call: Call, lines: readonly CheckLine[]): CheckedLines {
  const wrong = lines.flatMap(({ finding }) => (FINDINGS[finding] === 'wrong' ? [finding] : []));
  call.note({ wrong: wrong.join(' ') });
  return { lines };
}
