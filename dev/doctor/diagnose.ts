import type { Environment } from '../../cloudfunctions/core/runtime/settings';
import type {
  CheckLine,
  CheckName,
  FindingName,
  FindingState,
} from '../../miniprogram/shared/self-check';
import { CHECKS, FINDINGS } from '../../miniprogram/shared/self-check';
import {
  CHECK_TITLES,
  isWell,
  REMEDIES,
  WELL_WORDING,
} from '../../miniprogram/management/views/self-check-wording';
import { examine } from './examine';
import { readDoctorSettings } from './settings';

const MARKS: Readonly<Record<FindingState, string>> = { ok: '✓', note: '!', wrong: '✗' };
/** Of the allow-list, only what it makes of this computer's address is seen from here. */
const HERE: Partial<Record<FindingName, string>> = {
  'ip-allowed': '没有拦住这台电脑；拦不拦云函数，自检里看',
};
const ONLY_THE_PAGE: readonly CheckName[] = ['settings', 'time-limit', 'database', 'clock'];

/**
 * Says line by line what can be seen from here of how the mini-program is set up at WeChat and at the delivery company, in the words of 自检. No secret is
 * among them.
 *
 * @returns the exit code: 1 when something is wrong, or a setting is missing
 */
export async function diagnose(
  environment: Environment,
  say: (line: string) => void,
): Promise<number> {
  let settings;
  try {
    settings = readDoctorSettings(environment);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
  const found = await examine(settings);
  const isLeftOut = ({ finding, value }: CheckLine): boolean =>
    settings.account === null && (finding === 'shop-no-needless' || value === 'settings');
  const lines = CHECKS.flatMap((check) =>
    found.filter((line) => line.check === check && !isLeftOut(line)),
  );
  for (const line of lines) say(`${MARKS[FINDINGS[line.finding]]} ${sentenceOf(line)}`);
  if (settings.account === null) {
    say('! 配送账号：没有给 DELIVERY_SHOP_ID 和 DELIVERY_APP_SECRET，没有问配送公司。');
  }
  const titles = ONLY_THE_PAGE.map((check) => CHECK_TITLES[check]).join('、');
  say(`这里看不到、只有小程序里的 店铺 → 自检 看得到：${titles}。`);
  return lines.some(({ finding }) => FINDINGS[finding] === 'wrong') ? 1 : 0;
}

function sentenceOf(line: CheckLine): string {
  const head = CHECK_TITLES[line.check];
  const { finding } = line;
  if (isWell(finding)) return `${head}：${HERE[finding] ?? WELL_WORDING[finding](line)}`;
  const { title, what, by, where } = REMEDIES[finding];
  return `${head}：${title}。${what(line)}谁来改：${by}。在哪里：${where(line)}`;
}
