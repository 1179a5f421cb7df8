import type { DocumentedApi } from '../../manifest';
import { phone, type PhoneSettings } from '../phone';
import { isRecord, numberOf, textOf, type Options } from '../values';
import { ApiFailure, asyncApi } from './api';
import { createClientDatabase } from './cloud-database';
import { addUnsupported } from './unsupported';

/** `wx.cloud`: calls reach the functions that the host runs. */
export function createCloud(api: DocumentedApi): Record<string, unknown> {
  let initialised = false;
  const call = asyncApi('cloud.callFunction', async (options) => {
    if (!initialised)
      throw new ApiFailure("Cloud API isn't enabled, please call wx.cloud.init first", {
        errCode: -1,
      });
    return callFunction(options);
  });
  const cloud: Record<string, unknown> = {
    init: () => {
      initialised = true;
    },
    callFunction: call,
    database: () => {
      if (!initialised) {
        throw new Error("Cloud API isn't enabled, please call wx.cloud.init first");
      }
      return createClientDatabase();
    },
  };
  addUnsupported(cloud, {
    asynchronous: ['uploadFile', 'downloadFile', 'getTempFileURL', 'deleteFile', 'callContainer'],
    synchronous: api.cloud,
  });
  return cloud;
}

async function callFunction(options: Options): Promise<Record<string, unknown>> {
  const name = textOf(options['name']);
  if (!phone.settings.online) throw new ApiFailure('request:fail ', { errCode: -1 });
  // A call under way is lost with the network.
  const lost = new AbortController();
  const watch = ({ online }: PhoneSettings): void => {
    if (!online) lost.abort();
  };
  phone.changes.add(watch);
  const body = JSON.stringify({ event: options['data'] ?? {} });
  let answer: unknown;
  let status: number;
  try {
    const response = await fetch(`/functions/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': phone.person },
      body,
      signal: lost.signal,
    });
    status = response.status;
    answer = await response.json();
  } catch {
    // The host is gone, or the network: what a phone without network says.
    throw new ApiFailure('request:fail ', { errCode: -1 });
  } finally {
    phone.changes.remove(watch);
  }
  if (isRecord(answer) && 'result' in answer) {
    return { result: answer['result'], requestID: textOf(answer['requestId'], 'local') };
  }
  const errCode = isRecord(answer) ? numberOf(answer['errCode'], -1) : -1;
  const words = isRecord(answer) ? textOf(answer['errMsg'], `HTTP ${status}`) : `HTTP ${status}`;
  throw new ApiFailure(`${errCode} | errMsg: ${words}`, { errCode });
}
