import { phone, type PhoneSettings } from '../phone';
import { isRecord, numberOf, textOf, type Options } from '../values';
import { ApiFailure } from './api';

/**
 * Sends a request to the host's cloud as the phone's holder. It fails when the network goes.
 *
 * @param wanted field that a successful answer has
 * @throws ApiFailure with the cloud's `errCode`, or -1 where it cannot be reached
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
    // Fails as without network, when the host cannot be reached.
    throw new ApiFailure('request:fail ', { errCode: -1 });
  } finally {
    phone.changes.remove(watch);
  }
  if (isRecord(answer) && wanted in answer) return answer;
  const { errCode, errMsg } = isRecord(answer) ? answer : {};
  const code = numberOf(errCode, -1);
  throw new ApiFailure(`${code} | errMsg: ${textOf(errMsg, 'no answer')}`, { errCode: code });
}
