import { phone, type PhoneSettings } from '../phone';
import { isRecord, numberOf, textOf, type Options } from '../values';
import { ApiFailure } from './api';

/**
 * Sends a request to the host's cloud as the phone's holder. Fails once the phone is offline.
 *
 * @param wanted field that a successful answer has
 * @throws ApiFailure with the cloud's `errCode`, or -1 if the cloud cannot be reached
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
    // Reports an unreachable host in the same way as a missing network.
    throw new ApiFailure('request:fail ', { errCode: -1 });
  } finally {
    phone.changes.remove(watch);
  }
  if (isRecord(answer) && wanted in answer) return answer;
  const { errCode, errMsg } = isRecord(answer) ? answer : {};
  const code = numberOf(errCode, -1);
  throw new ApiFailure(`${code} | errMsg: ${textOf(errMsg, 'no answer')}`, { errCode: code });
}
