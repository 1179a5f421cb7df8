import { diagnose } from './diagnose';

/** The program behind `npm run doctor`. */
async function main(): Promise<void> {
  process.exitCode = await diagnose(process.env, console.log);
}

void main();
