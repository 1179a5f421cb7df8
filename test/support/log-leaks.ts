import { DEMO_SHOP_SETTINGS } from '../../dev/host/open-shop';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../../dev/sandbox/account';

const { appId, ...SECRETS } = DEMO_ACCOUNT;

/** What no line of a function's log may hold, each with what it looks like. */
const UNSPEAKABLE: readonly (readonly [what: string, looks: RegExp])[] = [
  // wechat-numbers: from 7 digits on it may be somebody's number.
  ['a phone', /\d{7,}/],
  // Our own log words are ASCII: what is not was written by people, or about them.
  ['a name', /\p{Script=Han}/u],
  ['a sign or a secret', /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/i],
  ['a token', /[\w-]{48,}/],
  ...Object.entries<string>({
    ...SECRETS,
    ...DEMO_SHOP_SETTINGS,
    ...Object.fromEntries(DEMO_ACCOUNTS.map((one) => [`${one.courierId} secret`, one.secret])),
  }).map(([name, value]) => [`the shop's ${name}`, new RegExp(literal(value))] as const),
];

/** Request ids of the cloud and WeChat's `rid`: random by design, so their digits are nobody's. */
const TRACE_ID =
  /"(?:traceId|rid)":"(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})"/g;
/** Names the mini-program, as its project file does to everybody. */
const APP_ID = new RegExp(literal(appId), 'g');
/** An order id, which a reveal's line tells: the demo's are days and numbers. One that could be a mobile number counts as such. */
const ORDER_ID = /"orderId":"(?!1[3-9]\d{9}")[\w-]{1,32}"/g;

/** What a line of a function's log gives away; empty when nothing. */
export function leaksIn(line: string): readonly string[] {
  const rest = line.replace(TRACE_ID, '').replace(APP_ID, '').replace(ORDER_ID, '');
  return UNSPEAKABLE.filter(([, looks]) => looks.test(rest)).map(([what]) => what);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
