import { subscribeToSeen } from '../../dev/cloud/seen';
import { subscribeToToldSecrets } from '../../dev/sandbox/told-secrets';
import { privacyGuard } from './private-facts';

/*
 * In all tests: what WeChat tells of receivers, 取货码 once it is over, and keys fail the test that
 * finds them in a log, an answer or a document. In what a function's process prints, phones, names,
 * tokens, signs, secrets and warnings of Node do so, too. The channels are the process's, which
 * goes on to other files.
 */
const printed: string[] = [];
const stops = [
  subscribeToToldSecrets(privacyGuard.learn),
  subscribeToSeen((place, value) => {
    privacyGuard.look(place, value);
    if (place === 'output') printed.push(String(value));
  }),
];

async function check(): Promise<void> {
  const leaks = privacyGuard.takeLeaks();
  const lines = printed.splice(0);
  if (lines.length > 0) {
    // Most files start no function's process, so they need no list of secrets.
    const { faultsIn } = await import('./log-leaks');
    for (const line of lines) leaks.push(...faultsIn(line).map((fault) => `${fault} in: ${line}`));
  }
  if (leaks.length > 0) throw new Error(`What is private is seen:\n${leaks.join('\n')}`);
}

afterEach(check);
afterAll(async () => {
  for (const stop of stops) stop();
  await check();
});
