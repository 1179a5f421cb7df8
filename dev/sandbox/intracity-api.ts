import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { is, literal, number, string, type, union } from 'superstruct';
import { STATUS_CODES } from '../../cloudfunctions/core/providers/wechat-intracity/status-codes';
import { CLOCK_OFF_MS } from '../faults/fault-table';
import type { ApiRequest } from './api-request';
import { OK, orderFields, placedFields, storeFields } from './intracity-answer';
import type { IntracityDeliveries } from './intracity-deliveries';
import { type IntracityKeys, type KeyRing, publicKeyOf } from './intracity-keys';
import type { IntracityOrder } from './intracity-order';
import {
  type Binding,
  decryptedBody,
  encryptedBody,
  isSignedBy,
  signatureOf,
} from './intracity-sealing';
import { type IntracityStore, intracityStore } from './intracity-stores';
import { miniProgramOf } from './mini-programs';
import type { WireFields } from './order-answer';
import { WeChatRefusal } from './refusals';
import { reportToldSecrets } from './told-secrets';
import type { Happens } from './request-faults';

/** Encrypted answer, with the headers that sign it. */
export class SignedAnswer {
  constructor(
    readonly body: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {}
}

interface IntracityApiParts {
  readonly now: () => number;
  readonly keys: KeyRing;
  readonly deliveries: IntracityDeliveries;
}

/** API of 同城配送. Every request and answer is signed and encrypted (§4). */
export type IntracityApi = ReturnType<typeof createIntracityApi>;

/** A request as it came, still encrypted. */
export type SealedRequest = Pick<ApiRequest, 'path' | 'headers' | 'sent' | 'appId'>;

/** Age in ms from which a time stamp is too old. The document names none [I]. */
const OLDEST_MS = 5 * 60_000;

const plainRequest = type({ _n: string(), _appid: string(), _timestamp: number() });

/** Creates the API by docs/intracity-contract.md. */
export function createIntracityApi({ now, keys, deliveries }: IntracityApiParts) {
  const signed =
    (answer: (asked: WireFields, appId: string) => WireFields) =>
    async (request: ApiRequest): Promise<SignedAnswer> => {
      const { appId } = request;
      const known = await keys(appId);
      const asked = openedRequest(request, known, now());
      const fields = orRefusalFields(() => answer(asked, appId));
      return signedAnswer(fields, request, known, now());
    };
  return {
    /** Answers `queryorder`. @throws WeChatRefusal for a failure of the gateway, told in plain */
    queryOrder: signed((asked, appId) => {
      const order = orderFields(orderIn(deliveries, asked, appId));
      reportToldSecrets({ order });
      return order;
    }),
    /** Answers `querystore`. @throws WeChatRefusal for a failure of the gateway, told in plain */
    queryStore: signed((_asked, appId) => storeFields(appId)),
    /** Answers `addorder`, for orders of WeChat's own sandbox only. @throws as `queryOrder` does */
    addOrder: signed((asked, appId) => placedFields(testOrderFor(deliveries, asked, appId))),
    /** Answers `mocknotify`, which moves such an order. @throws as `queryOrder` does */
    mockNotify: signed((asked, appId) => {
      const { wxOrderId, isTest } = orderIn(deliveries, asked, appId);
      const status = asked['order_status'];
      // What is answered for a real order is guessed [I].
      if (isTest !== true || typeof status !== 'number' || !STATUS_CODES.includes(status))
        throw invalidParameter();
      deliveries.force(wxOrderId, status);
      return OK;
    }),
    /** Returns WeChat's id of the order that a request asks for, or null. */
    orderIdIn: async (request: SealedRequest) => {
      const { appId, sent } = request;
      if (appId === '') return null;
      const asked = decryptedBody(sent, await keys(appId), bindingOf(request));
      try {
        return orderIn(deliveries, { ...(asked as object) }, appId).wxOrderId;
      } catch {
        return null;
      }
    },
  };
}

/**
 * Checks a request and decrypts it. Codes and their headers are official (§3); the order of the
 * checks is guessed [I].
 */
function openedRequest(request: ApiRequest, keys: IntracityKeys, now: number): WireFields {
  const { headers, sent, happens } = request;
  if (happens('intracity-not-opened')) throw new WeChatRefusal(48001, 'api unauthorized');
  const appId = textOf(headers, 'wechatmp-appid');
  const timestamp = textOf(headers, 'wechatmp-timestamp');
  const signature = textOf(headers, 'wechatmp-signature');
  if (appId === '' && timestamp === '' && signature === '') {
    throw new WeChatRefusal(934011, 'signature is required');
  }
  if (timestamp === '') throw new WeChatRefusal(40231, 'missing Wechatmp-TimeStamp');
  if (signature === '') throw new WeChatRefusal(40232, 'missing Wechatmp-Signature');
  if (appId === '') throw new WeChatRefusal(40233, 'missing Wechatmp-Appid');
  // When WeChat answers which of the two is guessed [I].
  if (miniProgramOf(appId) === undefined) throw new WeChatRefusal(40237, 'invalid Wechatmp-Appid');
  if (appId !== request.appId) {
    throw new WeChatRefusal(934012, 'appid does not match access_token');
  }
  const wechatNow = happens('intracity-clock-slow') ? now + CLOCK_OFF_MS : now;
  if (!/^\d+$/.test(timestamp) || Number(timestamp) * 1000 < wechatNow - OLDEST_MS) {
    throw new WeChatRefusal(40240, 'expired Wechatmp-TimeStamp');
  }
  if (happens('intracity-key-missing')) throw new WeChatRefusal(40238, 'no symmetric key is set');
  const binding = bindingOf(request);
  // While the fault is on, WeChat knows another public key than the one of the shop's private key.
  const signer = happens('intracity-sign-rejected') ? keys.nextPlatform : keys;
  if (!isSignedBy(publicKeyOf(signer.privateKey), signature, sent, binding)) {
    throw new WeChatRefusal(40234, 'invalid signature');
  }
  const asked = decryptedBody(sent, keys, binding);
  const isBound =
    is(asked, plainRequest) && asked._appid === appId && String(asked._timestamp) === timestamp;
  if (!isBound) throw new WeChatRefusal(40235, 'invalid encrypt');
  return asked;
}

/** Returns an answer's fields, or those of a refusal by the business (§4.7). */
function orRefusalFields(answer: () => WireFields): WireFields {
  try {
    return answer();
  } catch (error) {
    if (error instanceof WeChatRefusal) return { errcode: error.errcode, errmsg: error.message };
    throw error;
  }
}

function signedAnswer(
  fields: WireFields,
  request: ApiRequest,
  keys: IntracityKeys,
  now: number,
): SignedAnswer {
  const binding = { ...bindingOf(request), timestamp: String(Math.floor(now / 1000)) };
  const body = encryptedBody(
    {
      ...fields,
      _n: randomBytes(16).toString('base64').replaceAll('=', ''),
      _appid: binding.appId,
      _timestamp: Number(binding.timestamp),
    },
    keys,
    binding,
  );
  const { signer, deprecated } = signersOf(keys, request.happens);
  const headers = {
    'Wechatmp-Appid': binding.appId,
    'Wechatmp-TimeStamp': binding.timestamp,
    'Wechatmp-Serial': signer.certificateNumber,
    'Wechatmp-Signature': signatureOf(body, signer.privateKey, binding),
    ...(deprecated !== null && {
      'Wechatmp-Serial-Deprecated': deprecated.certificateNumber,
      'Wechatmp-Signature-Deprecated': signatureOf(body, deprecated.privateKey, binding),
    }),
  };
  const isChanged = request.happens('intracity-answer-changed');
  return new SignedAnswer(isChanged ? withOneBitChanged(body) : body, headers);
}

/** `deprecated`: key whose certificate is about to end, while certificates rotate, or null. */
function signersOf({ platform, nextPlatform }: IntracityKeys, happens: Happens) {
  if (happens('intracity-certificate-replaced')) return { signer: nextPlatform, deprecated: null };
  return happens('intracity-certificate-rotating')
    ? { signer: nextPlatform, deprecated: platform }
    : { signer: platform, deprecated: null };
}

/** Changes one bit of the encrypted data. The answer stays JSON and base64. */
function withOneBitChanged(body: string): string {
  const { data, ...others } = JSON.parse(body) as { readonly data: string };
  const bytes = Buffer.from(data, 'base64');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return JSON.stringify({ ...others, data: bytes.toString('base64') });
}

/**
 * Finds the mini-program's order that a request asks for, by WeChat's id or by store and merchant's
 * number (§1).
 *
 * @throws WeChatRefusal 934001, 934008, 934016 or 934021 (§3)
 */
function orderIn(deliveries: IntracityDeliveries, asked: WireFields, by: string): IntracityOrder {
  const wxOrderId = asked['wx_order_id'];
  const [storeOrderId, wxStoreId] = [asked['store_order_id'], asked['wx_store_id']];
  const found = (order: IntracityOrder | undefined): IntracityOrder => {
    if (order?.store.appId !== by) throw new WeChatRefusal(934016, 'order not exist');
    return order;
  };
  // Numbers are refused, because a JSON number holds no 19 digits.
  if (typeof wxOrderId === 'string') return found(deliveries.byWxOrderId(wxOrderId));
  if (typeof storeOrderId !== 'string' || typeof wxStoreId !== 'string') throw invalidParameter();
  storeFor(wxStoreId, by);
  return found(deliveries.byStoreOrderId(wxStoreId, storeOrderId));
}

function storeFor(wxStoreId: string, by: string): IntracityStore {
  const store = intracityStore(wxStoreId);
  if (store === undefined) throw new WeChatRefusal(934021, 'store not exist');
  if (store.appId !== by) throw new WeChatRefusal(934008, 'store does not match appid');
  return store;
}

/** Fields that `addorder` needs besides the points, which may be text (§5 [O]). */
const placing = type({
  ...{ wx_store_id: string(), store_order_id: string(), user_openid: string() },
  ...{ user_address: string(), user_name: string(), user_phone: string() },
  ...{ order_detail_path: string(), use_sandbox: literal(1) },
  ...{ user_lng: union([number(), string()]), user_lat: union([number(), string()]) },
});

/** Places an order of WeChat's sandbox, or finds the one that has its number already (§5 [O]). */
function testOrderFor(
  deliveries: IntracityDeliveries,
  asked: WireFields,
  by: string,
): IntracityOrder {
  if (!is(asked, placing)) throw invalidParameter();
  const { wx_store_id: wxStoreId, store_order_id: storeOrderId } = asked;
  storeFor(wxStoreId, by);
  if (deliveries.byStoreOrderId(wxStoreId, storeOrderId) === undefined)
    deliveries.placeOrder({ wxStoreId, storeOrderId, courierId: 'SFTC', isTest: true });
  return orderIn(deliveries, { wx_store_id: wxStoreId, store_order_id: storeOrderId }, by);
}

function invalidParameter(): WeChatRefusal {
  return new WeChatRefusal(934001, 'invalid parameter');
}

/** Binds to api.weixin.qq.com, whatever the address of the sandbox is (§4.1). */
function bindingOf({ path, headers }: Pick<SealedRequest, 'path' | 'headers'>): Binding {
  return {
    urlPath: `https://api.weixin.qq.com${path}`,
    appId: textOf(headers, 'wechatmp-appid'),
    timestamp: textOf(headers, 'wechatmp-timestamp'),
  };
}

function textOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
