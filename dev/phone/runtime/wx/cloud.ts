import { isRecord, textOf, type Options } from '../values';
import { ApiFailure, asyncApis, failingApis, throwing } from './api';
import { askHost } from './ask-host';
import { createClientDatabase } from './cloud-database';

/** Members of `wx.cloud` with callbacks, as documented. WeChat's typings do not mark them. */
const ASYNCHRONOUS = [
  'uploadFile',
  'downloadFile',
  'getTempFileURL',
  'deleteFile',
  'callContainer',
];

/**
 * Implements `wx.cloud`: calls run functions of the local host.
 *
 * @param documented names of all members; those that the phone does not implement fail
 */
export function createCloud(documented: readonly string[]): Options {
  const notEnabled = "Cloud API isn't enabled, please call wx.cloud.init first";
  let isInitialised = false;
  const callFunction = async ({ name, data }: Options): Promise<Options> => {
    if (!isInitialised) throw new ApiFailure(notEnabled, { errCode: -1 });
    const path = `/functions/${encodeURIComponent(textOf(name))}`;
    const { result, requestId } = await askHost(path, { event: data ?? {} }, 'result');
    return { result, requestID: textOf(requestId, 'local') };
  };
  return {
    ...Object.fromEntries(documented.map((name) => [name, throwing(`cloud.${name}`)])),
    ...failingApis(ASYNCHRONOUS, 'cloud.'),
    ...asyncApis({ callFunction }, 'cloud.'),
    // Must be called before other members, as documented:
    // developers.weixin.qq.com/minigame/dev/wxcloud/reference-sdk-api/init/client.init
    init: (options?: unknown) => {
      isInitialised = isRecord(options) && textOf(options['env']) !== '';
    },
    database: () => {
      if (!isInitialised) throw new Error(notEnabled);
      return createClientDatabase();
    },
  };
}
