import { phone, type PhoneSettings } from '../phone';
import { isRecord, numberOf, textOf, type Options } from '../values';
import { ApiFailure } from './api';

/**
 * Asks the host's cloud as the person who holds the phone. A question under way is lost with the
 * network.
 *
 * @param wanted the field without which an answer is a failure
 * @throws ApiFailure with WeChat's `errCode`: the cloud's own, or -1 where it cannot be reached
 */
export async function askHost(path: string, question: unknown, wanted: string): Promise<Options> {
  const lost = new AbortController();
  const watch = ({ online }: PhoneSettings): void => {
    if (!online) lost.abort();
  };
  watch(phone.settings);
  phone.changes.add(watch);
  let answer: unknown;
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': phone.person },
      body: JSON.stringify(question),
      signal: lost.signal,
    });
    answer = await response.json();
  } catch {
    // The host is gone, or the network: what a phone without network says.
    throw new ApiFailure('request:fail ', { errCode: -1 });
  } finally {
    phone.changes.remove(watch);
  }
  if (isRecord(answer) && wanted in answer) return answer;
  const { errCode, errMsg } = isRecord(answer) ? answer : {};
  const code = numberOf(errCode, -1);
  throw new ApiFailure(`${code} | errMsg: ${textOf(errMsg, 'no answer')}`, { errCode: code });
}
