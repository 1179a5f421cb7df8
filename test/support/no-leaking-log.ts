import { subscribeToAllCalls } from '../../dev/cloud/call-log';
import { leaksIn } from './log-leaks';

/** Whatever a function prints in any test is read: a phone, a name, a token, a sign or a secret in it fails that test, or its file. */
const leaking: string[] = [];

// The channel is the process's, which goes on to other files.
const stopListening = subscribeToAllCalls(({ lines }) => {
  for (const line of lines) {
    const leaks = leaksIn(line);
    if (leaks.length > 0) leaking.push(`${leaks.join(', ')} in: ${line}`);
  }
});

function check(): void {
  const found = leaking.splice(0);
  if (found.length > 0) throw new Error(`A function's log holds\n${found.join('\n')}`);
}

afterEach(check);
afterAll(() => {
  stopListening();
  check();
});
