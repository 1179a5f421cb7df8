import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { PostBody, HttpAnswer } from '../../cloudfunctions/core/providers/wechat/post-json';
import {
  decryptedBody,
  encryptedBody,
  isSignedBy,
  signatureOf,
} from '../../dev/sandbox/intracity-sealing';
import { publicKeyOf } from '../../dev/sandbox/intracity-keys';
import { reportToldSecrets } from '../../dev/sandbox/told-secrets';
import { privateKeys } from './private-keys';
import { selfSigned } from './self-signed';

/*
 * WeChat's side of signed questions, by the sandbox's signing and encryption, which is written from
 * docs/intracity-contract.md §4 and not from the product's code.
 */

const KEY = { symmetricKey: Buffer.alloc(32, 'k').toString('base64'), symmetricKeyNumber: 'sn-1' };
export const STORE_ONE = '4000000000000000001';
export const STORE_TWO = '4000000000000000002';

/** Key pairs of the mini-program and of WeChat. */
let made: ReturnType<typeof readPairs> | undefined;

function readPairs() {
  const [ours = '', weChats = '', next = ''] = privateKeys();
  const pair = (pem: string) => {
    const publicPem = publicKeyOf(pem);
    return {
      pem,
      publicPem,
      publicKey: createPublicKey(publicPem),
      privateKey: createPrivateKey(pem),
    };
  };
  return { ours: pair(ours), weChats: pair(weChats), next: pair(next) };
}

function pairs() {
  made ??= readPairs();
  return made;
}

/** Keys as the owner has them, in the form in which they are stored. */
export function testKeys() {
  const { ours, weChats } = pairs();
  const keys = {
    ...KEY,
    privateKey: ours.pem,
    certificates: [{ number: 'cert-1', certificate: selfSigned(weChats) }],
  };
  reportToldSecrets({ keys });
  return keys;
}

/** Certificate that WeChat signs by next. */
export function nextCertificate() {
  return { number: 'cert-2', certificate: selfSigned(pairs().next, { serial: 2 }) };
}

type Wire = Readonly<Record<string, unknown>>;

/** Signed answers of WeChat, and what it has been asked. Tests change what matters to them. */
export type SigningWeChat = ReturnType<typeof signingWeChat>;

/** @param now time on WeChat's clock, ms since 1970 */
export function signingWeChat(appId = 'wxde00000000000000', now = () => 5000) {
  const weChat = {
    /** Orders by `<wx_store_id>/<store_order_id>`, which they tell; an errcode is a refusal. */
    orders: new Map<string, Wire | number>(),
    /** Questions as they were decrypted, with their paths. */
    asked: [] as { readonly path: string; readonly question: Wire }[],
    /** Plain answer of the gateway, in place of all others; null for none. */
    plain: null as Wire | null,
    /** Answer or error of the business in place of all answers, encrypted like them; or null. */
    refusal: null as Wire | number | null,
    /** True while certificates rotate: the new one signs, and the old one beside it. */
    rotates: false as boolean,
    /** Changes an answer on its way. */
    onTheWay: (answer: HttpAnswer) => answer,
  };
  const postBody: PostBody = async (url, body, headers) => {
    await Promise.resolve();
    if (weChat.plain !== null)
      return { headers: {}, body: Buffer.from(JSON.stringify(weChat.plain)) };
    const { pathname } = new URL(url);
    const path = `https://api.weixin.qq.com${pathname}`;
    const question = opened(path, appId, body ?? '', headers);
    weChat.asked.push({ path: pathname, question });
    const answer = pathname.endsWith('querystore') ? STORES : orderOf(weChat.orders, question);
    const given = weChat.refusal === null ? answer : answerOf(weChat.refusal);
    return weChat.onTheWay(answered(path, appId, given, now(), weChat.rotates));
  };
  return Object.assign(weChat, { postBody });
}

const STORES = {
  errcode: 0,
  store_list: [STORE_ONE, STORE_TWO].map((wx_store_id, n) => ({
    wx_store_id,
    out_store_id: `S${n + 1}`,
    address_info: { city: '广州市', street: '示例路 1 号', lat: '23.13', lng: 113.32 + n },
  })),
};

function orderOf(orders: SigningWeChat['orders'], question: Wire): Wire {
  const byNumber = [...orders].find(
    ([, order]) => typeof order === 'object' && order['wx_order_id'] === question['wx_order_id'],
  );
  const isByNumber = question['wx_order_id'] !== undefined;
  const key = `${String(question['wx_store_id'])}/${String(question['store_order_id'])}`;
  const [found, order] = isByNumber ? (byNumber ?? []) : [key, orders.get(key)];
  const told = { store_order_id: found?.split('/')[1] };
  return answerOf((typeof order === 'object' ? { ...told, ...order } : order) ?? 934016);
}

function answerOf(found: Wire | number): Wire {
  return typeof found === 'number' ? { errcode: found, errmsg: 'no' } : { errcode: 0, ...found };
}

/**
 * Opens a question as WeChat does: the signature first, then the encryption.
 *
 * @throws Error when either is wrong
 */
export function opened(
  path: string,
  appId: string,
  body: string,
  headers: readonly string[],
): Wire {
  const header = (name: string) => headers[headers.indexOf(name) + 1] ?? '';
  const binding = { urlPath: path, appId, timestamp: header('Wechatmp-TimeStamp') };
  if (header('Wechatmp-Appid') !== appId) throw new Error('wrong appid');
  if (!isSignedBy(pairs().ours.publicPem, header('Wechatmp-Signature'), body, binding))
    throw new Error('wrong signature');
  const question = decryptedBody(body, KEY, binding);
  if (question === null) throw new Error('wrong encryption');
  return question as Wire;
}

/** Encrypts and signs an answer as WeChat does. */
export function answered(
  path: string,
  appId: string,
  given: Wire,
  now: number,
  rotates = false,
): HttpAnswer {
  reportToldSecrets({ order: given });
  const time = Math.floor(now / 1000);
  const binding = { urlPath: path, appId, timestamp: String(time) };
  const body = encryptedBody({ _n: 'n', _appid: appId, _timestamp: time, ...given }, KEY, binding);
  const { weChats, next } = pairs();
  const by = ({ pem }: typeof next) => signatureOf(body, pem, binding);
  return {
    headers: {
      'wechatmp-appid': appId,
      'wechatmp-timestamp': binding.timestamp,
      'wechatmp-serial': rotates ? 'cert-2' : 'cert-1',
      'wechatmp-signature': by(rotates ? next : weChats),
      ...(rotates && {
        'wechatmp-serial-deprecated': 'cert-1',
        'wechatmp-signature-deprecated': by(weChats),
      }),
    },
    body: Buffer.from(body),
  };
}
