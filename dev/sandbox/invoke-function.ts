import type { ApiRequest } from './api-request';
import { WeChatRefusal } from './refusals';

/** Calls a cloud function by its name, with the SOURCE `wx_http`. */
export type InvokeFunction = (
  name: string,
  event: unknown,
) => Promise<{ readonly result: unknown } | { readonly errMsg: string }>;

/**
 * Answers `POST /tcb/invokecloudfunction`: the body is the function's event, and its result comes
 * back as JSON text in `resp_data` [O]. The texts of the refusals are [I].
 */
export async function invokeFunction(
  invoke: InvokeFunction,
  { query, body }: ApiRequest,
): Promise<object> {
  const [env, name] = [query.get('env') ?? '', query.get('name') ?? ''];
  if (env === '') throw new WeChatRefusal(41020, 'missing env');
  if (name === '') throw new WeChatRefusal(47001, 'data format error');
  const outcome = await invoke(name, body);
  if (!('result' in outcome)) throw new WeChatRefusal(40066, outcome.errMsg);
  return { errcode: 0, errmsg: 'ok', resp_data: JSON.stringify(outcome.result) };
}
