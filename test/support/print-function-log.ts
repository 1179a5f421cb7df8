import { subscribeToAllCalls } from '../../dev/cloud/call-log';
import { FUNCTION_LOG } from './log-leaks';

/** Read by a host in a process of its own (running-host.ts), so that its functions' logs can be read too. */
subscribeToAllCalls(({ lines }) => {
  for (const line of lines) process.stdout.write(`${FUNCTION_LOG}${line}\n`);
});
