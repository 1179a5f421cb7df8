import { DEMO_SHOP_SETTINGS } from '../../dev/host/open-shop';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../../dev/sandbox/account';
import { MINI_PROGRAMS } from '../../dev/sandbox/mini-programs';

const { appId: _, ...SECRETS } = DEMO_ACCOUNT;

/** Patterns that no line of a function's log may match. */
const UNSPEAKABLE: readonly (readonly [what: string, looks: RegExp])[] = [
  // wechat-numbers: 7 digits may be a phone number.
  ['a phone', /\d{7,}/],
  // Our own log words are ASCII, so other scripts are names or messages.
  ['a name', /\p{Script=Han}/u],
  ['a sign or a secret', /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/i],
  ['a token', /[\w-]{48,}/],
  ...Object.entries<string>({
    ...SECRETS,
    ...DEMO_SHOP_SETTINGS,
    ...Object.fromEntries(MINI_PROGRAMS.map((one) => [`${one.name}'s AppSecret`, one.appSecret])),
    ...Object.fromEntries(DEMO_ACCOUNTS.map((one) => [`${one.shopId} secret`, one.secret])),
  }).map(([name, value]) => [`the shop's ${name}`, new RegExp(literal(value))] as const),
];

/** Request ids of the cloud and WeChat's `rid`. Their digits are random. */
const TRACE_ID =
  /"(?:traceId|rid)":"(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})"/g;
/** AppIDs, which are public. */
const APP_ID = new RegExp(MINI_PROGRAMS.map(({ appId }) => literal(appId)).join('|'), 'g');
/** Order ids of the demo in a reveal's line, unless they could be mobile numbers. */
const ORDER_ID = /"orderId":"(?!1[3-9]\d{9}")[\w-]{1,32}"/g;

/** Start of a warning that Node prints. Its process id and figures may look like a phone number. */
const WARNING = /^\(node:\d+\) /;

/** Lists what a line that a function's process has printed should not be, or not hold. */
export function faultsIn(line: string): readonly string[] {
  if (WARNING.test(line)) return ['a warning of the process itself'];
  const rest = line.replace(TRACE_ID, '').replace(APP_ID, '').replace(ORDER_ID, '');
  return UNSPEAKABLE.filter(([, looks]) => looks.test(rest)).map(([what]) => what);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
