import type { WeChatStore } from '../../../../miniprogram/contract/shop-api';
import type { CallContext } from '../../runtime/define-function';
import { readPlace, readVisibleId } from '../wechat/looked-up';
import { maskText } from '../wechat/mask';
import type { WeChat } from '../wechat/wechat';
import type { AnswerPart } from '../wechat/wire';
import { readUsableKeys } from './api-keys';
import { askSigned } from './signed-message';

const STORES_PATH = '/cgi-bin/express/intracity/querystore';
const MAX_TEXT_CHARACTERS = 80;

/** Lists WeChat's stores, which also checks keys and permission (docs/intracity-contract.md §4). */
export async function queryStores(
  wechat: WeChat,
  secret: string,
  call: CallContext,
): Promise<readonly WeChatStore[]> {
  const answer = await askSigned(wechat, STORES_PATH, {}, readUsableKeys(secret), call);
  return answer.objects('store_list').flatMap((store) => readStore(store) ?? []);
}

function readStore(storeEntry: AnswerPart): WeChatStore | null {
  const wxStoreId = readVisibleId(storeEntry.text('wx_store_id'));
  if (wxStoreId === null) return null;
  const addressInfo = storeEntry.object('address_info');
  const address = ['province', 'city', 'area', 'street', 'house']
    .map((field) => addressInfo?.text(field) ?? '')
    .join('');
  return {
    wxStoreId,
    ownNumber: readVisibleId(storeEntry.text('out_store_id')),
    name: maskText(storeEntry.text('store_name') ?? '', MAX_TEXT_CHARACTERS).trim(),
    address: maskText(address, MAX_TEXT_CHARACTERS).trim(),
    position: readPlace(addressInfo?.number('lng'), addressInfo?.number('lat')),
  };
}
