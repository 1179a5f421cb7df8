import { textOf, type Options } from '../values';
import { ApiFailure, asyncApis } from './api';
import { askHost } from './ask-host';
import { createClientDatabase } from './cloud-database';

/** Creates `wx.cloud`, whose calls run functions of the local host, the only environment. */
export function createCloud(): Options {
  let isInitialised = false;
  // Must be called before other members, as documented:
  // developers.weixin.qq.com/minigame/dev/wxcloud/reference-sdk-api/init/client.init
  const init = (): void => {
    isInitialised = true;
  };
  const callFunction = async ({ name, data }: Options): Promise<Options> => {
    if (!isInitialised) throw new ApiFailure('call wx.cloud.init first', { errCode: -1 });
    const path = `/functions/${encodeURIComponent(textOf(name))}`;
    const { result } = await askHost(path, { event: data ?? {} }, 'result');
    return { result };
  };
  return { init, database: createClientDatabase, ...asyncApis({ callFunction }, 'cloud.') };
}
