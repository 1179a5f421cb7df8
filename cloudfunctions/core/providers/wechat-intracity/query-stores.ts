import type { WeChatStore } from '../../../../miniprogram/contract/shop-api';
import type { CallContext } from '../../runtime/define-function';
import { readPlace, readShownId } from '../wechat/looked-up';
import { maskedText } from '../wechat/mask';
import type { WeChat } from '../wechat/wechat';
import type { WireObject } from '../wechat/wire';
import { usableKeys } from './api-keys';
import { askSigned } from './signed-message';

const STORES_PATH = '/cgi-bin/express/intracity/querystore';
const MAX_TEXT_CHARACTERS = 80;

/** Lists WeChat's stores, which also checks keys and permission (docs/intracity-contract.md §4). */
export async function queryStores(
  wechat: WeChat,
  secret: string,
  call: CallContext,
): Promise<readonly WeChatStore[]> {
  const answer = await askSigned(wechat, STORES_PATH, {}, usableKeys(secret), call);
  return answer.objects('store_list').flatMap((store) => storeIn(store) ?? []);
}

function storeIn(wire: WireObject): WeChatStore | null {
  const wxStoreId = readShownId(wire.text('wx_store_id'));
  if (wxStoreId === null) return null;
  const place = wire.object('address_info');
  const address = ['province', 'city', 'area', 'street', 'house']
    .map((field) => place?.text(field) ?? '')
    .join('');
  return {
    wxStoreId,
    ownNumber: readShownId(wire.text('out_store_id')),
    name: maskedText(wire.text('store_name') ?? '', MAX_TEXT_CHARACTERS).trim(),
    address: maskedText(address, MAX_TEXT_CHARACTERS).trim(),
    position: readPlace(place?.number('lng'), place?.number('lat')),
  };
}
