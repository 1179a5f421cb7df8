import { subscribeToAllCalls } from '../../dev/cloud/call-log';
import { subscribeToAllWrites } from '../../dev/cloud/database/all-writes';
import { subscribeToToldSecrets } from '../../dev/sandbox/told-secrets';
import { privacyGuard } from './private-facts';
import { subscribeToSeen } from './test-worlds';

/*
 * In all tests: what WeChat tells of receivers, 取货码 once it is over, and keys fail the test that
 * finds them in a log, an answer or a document. The channels are the process's, which goes on to
 * other files.
 */
const stops = [
  subscribeToToldSecrets(privacyGuard.learn),
  subscribeToSeen(privacyGuard.look),
  subscribeToAllCalls(({ lines, result }) => {
    for (const line of lines) privacyGuard.look('log', line);
    privacyGuard.look('answer', result);
  }),
  subscribeToAllWrites((changes) => {
    for (const change of changes)
      if ('put' in change) privacyGuard.look('document', change.document);
  }),
];

function check(): void {
  const leaks = privacyGuard.takeLeaks();
  if (leaks.length > 0) throw new Error(`Private facts are seen:\n${leaks.join('\n')}`);
}

afterEach(check);
afterAll(() => {
  for (const stop of stops) stop();
  check();
});
