import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { cleanKeys } from '../../cloudfunctions/core/providers/wechat-intracity/pasted-keys';
import { type Sandbox, DEMO_ACCOUNT } from '../sandbox/sandbox';

/** What a person types in, or the sandbox has. Test orders are placed with an openid only. */
export type LiveInput = Awaited<ReturnType<typeof typedInput>>;

/** Asks a person at a terminal. What is secret is not echoed, and no history keeps it. */
export async function typedInput(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
  let isHidden = false;
  const echo = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isHidden) output.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input, output: echo, terminal: true, historySize: 0 });
  terminal.on('SIGINT', () => process.exit(130));
  const ask = async (question: string): Promise<string> => {
    isHidden = question.includes('not shown');
    if (isHidden) output.write(question);
    const answer = await terminal.question(isHidden ? '' : question);
    if (isHidden) output.write('\n');
    return answer.trim();
  };
  const askFile = async (what: string): Promise<string> => readFileSync(await ask(what), 'utf8');

  const appId = await ask('AppID: ');
  const appSecret = await ask('AppSecret (not shown): ');
  const shopId = await ask('An existing order, its shopid (Enter: none): ');
  const existing = shopId !== '' && {
    shopId,
    secret: await ask("Its company's secret (not shown): "),
    shopNo: (await ask('Its shop_no (Enter: none): ')) || null,
    orderId: await ask('Its order id: '),
  };
  const symmetricKeyNumber = await ask('同城配送, number of the symmetric key (Enter: none): ');
  const keys = symmetricKeyNumber !== '' && {
    symmetricKeyNumber,
    symmetricKey: await ask('The symmetric key (not shown): '),
    privateKey: await askFile('File with the private key: '),
    certificates: [
      { number: await ask('Number of a certificate: '), certificate: await askFile('Its file: ') },
    ],
  };
  const openId =
    (await ask("Place test orders, which cost nothing? Type 'yes': ")) === 'yes' &&
    (await ask('openid of an administrator or developer (Enter: none): '));
  terminal.close();
  return {
    ...{ appId, appSecret },
    ...(existing && { existing }),
    ...(keys && { apiKeys: JSON.stringify(cleanKeys(keys)) }),
    ...(openId && { openId }),
  };
}

/** Returns what a person would type in at the sandbox, where an order is placed for it. */
export async function sandboxInput(sandbox: Sandbox): Promise<LiveInput> {
  const { appId, appSecret, shopId, deliverySecret: secret } = DEMO_ACCOUNT;
  const { orderId } = sandbox.placeOrder({ courierId: 'SFTC' });
  const { platform, nextPlatform: _, ...keys } = await sandbox.intracityKeys();
  const certificates = [{ ...platform, number: platform.certificateNumber }];
  return {
    ...{ appId, appSecret, openId: 'o-administrator' },
    existing: { shopId, secret, shopNo: null, orderId },
    apiKeys: JSON.stringify(cleanKeys({ ...keys, certificates })),
  };
}
